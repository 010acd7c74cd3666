import { createHmac, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSessionMac } from '../../gateway/trust/session-mac.ts';

const byNode = (key: Uint8Array, message: string) =>
  createHmac('sha256', key).update(message, 'latin1').digest('base64url');

test('a code is what HMAC with SHA-256 is (RFC 4231, case 2)', () => {
  const mac = createSessionMac(Buffer.from('Jefe'));
  const hex = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
  expect(Buffer.from(mac('what do ya want for nothing?'), 'base64url').toString('hex')).toBe(hex);
});

test('a code is the same whatever was coded before, for messages of every length', () => {
  for (const keyLength of [1, 32, 64]) {
    const key = randomBytes(keyLength);
    const mac = createSessionMac(key);
    for (const length of [0, 5_000, 1, 55, 56, 63, 64, 65, 4_032, 4_033, 4_096, 100_000, 7]) {
      const message = randomBytes(length).toString('latin1');
      expect(mac(message), `${keyLength} ${length}`).toBe(byNode(key, message));
    }
  }
});

test('a key that would have to be digested first is refused', () => {
  expect(() => createSessionMac(randomBytes(65))).toThrow(RangeError);
});

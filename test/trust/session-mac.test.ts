import { createHmac, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSessionMac } from '../../gateway/trust/session-mac.ts';

const byNode = (key: Uint8Array, ascii: string, rest: string | Uint8Array) =>
  createHmac('sha256', key).update(ascii).update(rest).digest('base64url');

test('a code is what HMAC with SHA-256 is (RFC 4231, case 2)', () => {
  const mac = createSessionMac(Buffer.from('Jefe'));
  const hex = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
  expect(Buffer.from(mac('what do ya want ', 'for nothing?'), 'base64url').toString('hex')).toBe(hex);
});

test('a code is the same whatever was coded before, for texts and bytes of every length', () => {
  for (const keyLength of [1, 32, 64]) {
    const key = randomBytes(keyLength);
    const mac = createSessionMac(key);
    for (const length of [0, 5_000, 1, 55, 56, 63, 64, 65, 65_400, 65_472, 65_473, 100_000, 7]) {
      const told = randomBytes(length)
        .toString('base64url')
        .slice(0, length % 100);
      const bytes = randomBytes(length);
      for (const rest of [
        bytes,
        bytes.toString('base64url'),
        'Nguyễn Thị Hoà 👩 \ud800'.repeat(length / 7),
      ]) {
        expect(mac(told, rest), `${keyLength} ${length}`).toBe(byNode(key, told, rest));
      }
    }
  }
});

test('a key that would have to be digested first is refused', () => {
  expect(() => createSessionMac(randomBytes(65))).toThrow(RangeError);
});

import { expect, test } from 'vitest';
import { isPublicAddress, lookupPublic, mayReach } from '../../gateway/webhooks/reachable-address.ts';

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:a9fe:a9fe',
  'fe80::1',
  'fc00::1',
  'fd12:3456::1',
  'ff02::1',
  '64:ff9b::a00:1',
  '2002:7f00:1::',
  'not an address',
])('%s is an address inside, or none', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(['1.1.1.1', '203.162.0.1', '2606:4700::1111', '::ffff:1.1.1.1'])(
  '%s is an address outside',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  'https://10.0.0.1/hook',
  'https://[::1]/hook',
  'https://0x7f000001/hook',
  'https://2130706433/hook',
  'https://127.1/hook',
  'https://[::ffff:192.168.0.1]/hook',
])('a webhook at %s is not reached, however the address is written', (url) => {
  expect(mayReach(new URL(url))).toBe(false);
});

test('a name that leads inside is refused when it is resolved', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  lookupPublic('localhost', { all: true }, (error) => resolve(error));
  expect(await promise).toMatchObject({ code: 'ADDRESS_INSIDE' });
});

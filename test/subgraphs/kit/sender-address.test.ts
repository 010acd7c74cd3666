import { expect, test } from 'vitest';
import { addressesIn, isAddressRange } from '../../../gateway/start/address-ranges.ts';
import { senderAddress } from '../../../subgraphs/kit/http/sender-address.ts';

const isProxy = addressesIn(['10.0.0.0/8', 'fd00::1']);
const from = (remoteAddress: string, forwarded?: string) =>
  senderAddress(
    { headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }, socket: { remoteAddress } },
    isProxy,
  );

test.each([
  ['an IPv4 address', '203.0.113.9', '203.0.113.9'],
  ['the same by a socket of IPv6', '::ffff:203.0.113.9', '203.0.113.9'],
  ['the first half of an IPv6 address', '2001:db8:7:1:aaaa:bbbb:cccc:dddd', '2001:db8:7:1::/64'],
  ['the same, however it is written', '2001:0db8:0:0:1::2', '2001:db8:0:0::/64'],
  ['the same of a short one', '::1', '0:0:0:0::/64'],
])('a machine is told by %s', (_, address, told) => {
  expect(from(address)).toBe(told);
});

test('whom somebody names is believed of proxies that were named, and of nobody else', () => {
  expect(from('203.0.113.9', '198.51.100.1')).toBe('203.0.113.9');
  expect(from('10.1.2.3', '198.51.100.1')).toBe('198.51.100.1');
  expect(from('::ffff:10.1.2.3', '192.0.2.1, 198.51.100.1, 10.9.9.9')).toBe('198.51.100.1');
  expect(from('fd00::1', '2001:db8::1')).toBe('2001:db8:0:0::/64');
  expect(from('10.1.2.3', 'unknown')).toBe('10.1.2.3');
  expect(from('10.1.2.3')).toBe('10.1.2.3');
});

test('a range of addresses is one, or it is none', () => {
  expect(['10.0.0.0/8', '::1', 'fd00::/8', '192.0.2.1'].filter((text) => !isAddressRange(text))).toEqual([]);
  expect(['10.0.0.0/33', 'proxy.test', '10.0.0.0/8/8', '10.0.0.0/', ''].filter(isAddressRange)).toEqual([]);
});

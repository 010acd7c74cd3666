import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Networks that are nobody's public address: a webhook there would make the hub ask inside its own walls (SSRF). */
const inside = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(network, prefix, 'ipv6');

/** Whether an address is one of the public Internet. IPv4 within IPv6 counts as the IPv4 that it is. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !inside.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Whether the host of an address may be asked as it is written; a name is looked at when it is resolved. */
export function mayReach({ protocol, hostname }: URL): boolean {
  // Reviewed as such: plain http is read from a client's file for this machine alone.
  if (protocol === 'http:') return true;
  const literal = hostname.replace(/^\[|\]$/g, '');
  return isIP(literal) === 0 || isPublicAddress(literal);
}

/** Resolves a name, and refuses it where one of its addresses lies inside: a name can be changed after its review. */
export const lookupPublic: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || first === undefined) return done(error ?? notPublic(), '', 4);
    if (!addresses.every(({ address }) => isPublicAddress(address))) return done(notPublic(), '', 4);
    return options.all ? done(null, addresses) : done(null, first.address, first.family);
  });
};

/** The code tells the operator; the address stays untold. */
function notPublic(): NodeJS.ErrnoException {
  return Object.assign(new Error('The name leads inside.'), { code: 'ADDRESS_INSIDE' });
}

import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Of a request as much as tells where it comes from. */
export type SentFrom = Pick<IncomingMessage, 'headers'> & {
  readonly socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
};

/**
 * The machine that sends a request, as far as addresses tell machines apart: an IPv4 address, or the first half of an IPv6
 * address, of which one machine has all.
 *
 * @param isProxy whether an address is one of a proxy, which is believed where it says from whom it has the request
 * (`x-forwarded-for`): anybody else could name themselves anew with each
 */
export function senderAddress({ headers, socket }: SentFrom, isProxy: (address: string) => boolean): string {
  const named = String(headers['x-forwarded-for'] ?? '').split(',');
  let address = plain(socket.remoteAddress ?? '');
  while (isProxy(address)) {
    const before = plain(named.pop()?.trim() ?? '');
    if (isIP(before) === 0) break;
    address = before;
  }
  return isIP(address) === 6 ? `${firstHalf(address)}::/64` : address;
}

/** Headers by which proxies tell that they hand on a request; nobody else has a reason to send one. */
const forwarding = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'];

/**
 * Whether a request comes by a proxy, by whose connection somebody else may ask next.
 *
 * @param isProxy as of `senderAddress`; a proxy that is not known as one is believed about this: it asks for nothing by it
 */
export function isForwarded({ headers, socket }: SentFrom, isProxy: (address: string) => boolean): boolean {
  return forwarding.some((name) => headers[name] !== undefined) || isProxy(plain(socket.remoteAddress ?? ''));
}

/** An IPv4 address as one, also where the socket is one of IPv6. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=[\d.]+$)/i, '');
}

function firstHalf(address: string): string {
  const [before = '', after] = address.split('::');
  const head = before.split(':').filter(Boolean);
  const tail = (after ?? '').split(':').filter(Boolean);
  const zeros = Array.from({ length: after === undefined ? 0 : 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':');
}

import type { Receipt } from './receipt.ts';

/** What a signed head says of the log: see `gateway/log/FORMAT.md`. */
export interface LogHead {
  readonly at: string;
  readonly gateway: string;
  readonly first: number;
  readonly size: number;
  /** base64url */
  readonly root: string;
}

/** Reads the head of a receipt; whether the log has signed it, `check-head.ts` says. */
export function readHead(jws: string): LogHead {
  const payload = jws.split('.')[1] ?? '';
  return JSON.parse(new TextDecoder().decode(bytesOf(payload))) as LogHead;
}

/** Whether the path of a receipt leads from its line of the log to the root of its head (RFC 9162, 2.1.3.2). */
export async function leadsToRoot({ entry, leaf, sequence, head, proof }: Receipt): Promise<boolean> {
  if (!leaf || !head || sequence === null || !proof) return false;
  const { first, size, root } = readHead(head);
  const own = entry === null ? bytesOf(leaf) : await hash(0, new TextEncoder().encode(entry));
  if (base64url(own) !== leaf || sequence - first >= size) return false;
  let node = own;
  let [place, last] = [sequence - first, size - 1];
  for (const sibling of proof.map(bytesOf)) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      node = await hash(1, sibling, node);
      // Past the levels at which this subtree has no right neighbour.
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      node = await hash(1, node, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && base64url(node) === root;
}

async function hash(prefix: number, ...parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const bytes = new Uint8Array([prefix, ...parts.flatMap((part) => [...part])]);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.fromBase64(text, { alphabet: 'base64url' });
}

function base64url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true });
}

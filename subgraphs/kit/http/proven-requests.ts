import type { IncomingMessage } from 'node:http';

const proven = new WeakSet<IncomingMessage>();

/** Notes that a request was proven to be the hub's. */
export function noteProven(request: IncomingMessage): void {
  proven.add(request);
}

/** Whether a request was proven to be the hub's: of one that is still being read it is not known yet. */
export function isProven(request: IncomingMessage): boolean {
  return proven.has(request);
}

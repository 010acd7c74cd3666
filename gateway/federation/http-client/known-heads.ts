import { readHead, type ResponseHead } from './read-head.ts';

/** Heads of one server that are kept. It writes few in one second, in which they have the same date. */
const most = 32;

/** Reads heads of one server. What it writes again to the byte is not read again. @throws HttpFault, as `readHead` does */
export function createHeadReader(): typeof readHead {
  const known = new Map<string, ResponseHead>();
  return (text) => {
    const before = known.get(text);
    if (before) return before;
    // A copy: the text is a piece of one in which more of the answer stands, and what is kept would keep all of it.
    const own = Buffer.from(text, 'latin1').toString('latin1');
    const head = readHead(own);
    if (known.size === most) known.clear();
    known.set(own, head);
    return head;
  };
}

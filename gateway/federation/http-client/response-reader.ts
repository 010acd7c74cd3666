import { ChunkedBody } from './chunked-body.ts';
import { HttpFault } from './http-fault.ts';
import { readHead, type ResponseHead } from './read-head.ts';

/** An answer that is whole. */
export interface HttpResponse extends Pick<ResponseHead, 'status' | 'mediaType' | 'keepFor'> {
  /** The body as it came. */
  readonly bytes: Buffer;
}

const emptyLine = '\r\n\r\n';
/** Bytes that are looked at in one go for the end of a head, and how many all of it may have. */
const step = 1_024;
const mostOfHead = 16_384;
/** How many provisional answers (1xx) may come before the answer: nobody here waits for any. */
const mostProvisional = 8;
const switchingProtocols = 101;
const nothing = Buffer.alloc(0);

/** Reads one answer as it comes, in pieces of any size. */
export class ResponseReader {
  readonly #mostBytes: number;
  readonly #readHead: typeof readHead;
  #unread = '';
  #provisional = 0;
  #head: ResponseHead | undefined;
  /** With room for all of it where its length is known, and grown where it is not. */
  #body: Buffer = nothing;
  #filled = 0;
  #chunked: ChunkedBody | undefined;

  /** @param mostBytes that the body may have @param read reads its head as `readHead` does */
  constructor(mostBytes: number, read = readHead) {
    this.#mostBytes = mostBytes;
    this.#readHead = read;
  }

  /**
   * @param bytes what has come; nothing of it is kept but copies
   * @param length how many of them have; the others are of before
   * @returns the answer once it is whole
   * @throws HttpFault
   */
  take(bytes: Buffer, length = bytes.length): HttpResponse | undefined {
    const at = this.#head ? 0 : this.#takeHeads(bytes, length);
    const head = this.#head;
    if (!head) return undefined;
    if (head.body === 'UNTIL_END') {
      this.#keep(bytes.subarray(at, length));
      return undefined;
    }
    let end: number;
    if (head.body === 'CHUNKED') {
      const chunked = (this.#chunked ??= new ChunkedBody((some) => this.#keep(some)));
      end = chunked.take(bytes.subarray(0, length), at);
      if (!chunked.isOver) return undefined;
    } else {
      end = this.#fill(bytes, at, length, head.body);
      if (this.#filled < head.body) return undefined;
    }
    // Whatever follows was not asked for: nobody may take it for the next answer.
    return this.#respond(head, end === length ? head.keepFor : 0);
  }

  /**
   * The connection has ended.
   *
   * @throws HttpFault where there is no answer by then
   */
  end(): HttpResponse {
    if (this.#head?.body !== 'UNTIL_END') throw new HttpFault('CUT_OFF');
    return this.#respond(this.#head, 0);
  }

  #respond({ status, mediaType }: ResponseHead, keepFor: number): HttpResponse {
    const body = this.#body;
    const bytes = this.#filled === body.length ? body : body.subarray(0, this.#filled);
    return { status, mediaType, keepFor, bytes };
  }

  /** @returns where the head of the answer ended, after any that were provisional */
  #takeHeads(bytes: Buffer, length: number): number {
    let at = 0;
    while (at < length) {
      const before = this.#unread.length;
      this.#unread += bytes.toString('latin1', at, Math.min(at + step, length));
      const end = this.#unread.indexOf(emptyLine, Math.max(0, before - emptyLine.length));
      if (end === -1) {
        at += step;
        if (this.#unread.length > mostOfHead) throw new HttpFault('TOO_LARGE');
        continue;
      }
      at += end + emptyLine.length - before;
      const head = this.#readHead(this.#unread.slice(0, end));
      this.#unread = '';
      if (head.status >= 200) {
        this.#begin(head);
        return at;
      }
      if (head.status === switchingProtocols || ++this.#provisional > mostProvisional)
        throw new HttpFault('NO_HTTP');
    }
    return at;
  }

  #begin(head: ResponseHead): void {
    this.#head = head;
    if (typeof head.body !== 'number') return;
    if (head.body > this.#mostBytes) throw new HttpFault('TOO_LARGE');
    this.#body = Buffer.allocUnsafe(head.body);
  }

  #fill(bytes: Buffer, from: number, length: number, size: number): number {
    const end = Math.min(length, from + size - this.#filled);
    if (end > from) bytes.copy(this.#body, this.#filled, from, end);
    this.#filled += end - from;
    return end;
  }

  #keep(bytes: Uint8Array): void {
    const filled = this.#filled + bytes.length;
    if (filled > this.#mostBytes) throw new HttpFault('TOO_LARGE');
    if (filled > this.#body.length) {
      const grown = Buffer.allocUnsafe(Math.min(this.#mostBytes, Math.max(4_096, filled * 2)));
      this.#body.copy(grown, 0, 0, this.#filled);
      this.#body = grown;
    }
    this.#body.set(bytes, this.#filled);
    this.#filled = filled;
  }
}

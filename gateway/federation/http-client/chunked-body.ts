import { HttpFault } from './http-fault.ts';
import { checkTrailerLine } from './read-head.ts';

/** A size, and extensions of which nobody here knows any: without quoted pairs, which no server writes. */
const sizeLine =
  /^([\da-f]{1,8})(?:;[!#$%&'*+.^_`|~\w-]+(?:=(?:[!#$%&'*+.^_`|~\w-]+|"[\t\x20\x21\x23-\x5b\x5d-\x7e\x80-\xff]*"))?)*$/i;
/** Characters of one line between chunks or behind them, and of all lines beyond as many as there are bytes of data. */
const mostOfLine = 1_024;
const mostOfLines = 16_384;

const newline = 0x0a;

/** Tells where a body ends that comes in chunks (RFC 9112, 7.1). */
export class ChunkedBody {
  #state: 'SIZE' | 'DATA' | 'DATA_END' | 'TRAILER' | 'OVER' = 'SIZE';
  #line = '';
  #left = 0;
  /** How many characters of lines came beyond the bytes of data. */
  #surplus = 0;
  readonly #add: (bytes: Uint8Array) => void;

  /** @param add is given what is in the chunks; what it is given changes after that */
  constructor(add: (bytes: Uint8Array) => void) {
    this.#add = add;
  }

  get isOver(): boolean {
    return this.#state === 'OVER';
  }

  /**
   * @returns where the body ended in these bytes, or their end
   * @throws HttpFault
   */
  take(bytes: Buffer, from: number): number {
    let at = from;
    while (at < bytes.length && this.#state !== 'OVER') {
      at = this.#state === 'DATA' ? this.#takeData(bytes, at) : this.#takeLine(bytes, at);
    }
    return at;
  }

  #takeData(bytes: Buffer, from: number): number {
    const end = Math.min(bytes.length, from + this.#left);
    this.#add(bytes.subarray(from, end));
    this.#left -= end - from;
    this.#surplus -= end - from;
    if (this.#left === 0) this.#state = 'DATA_END';
    return end;
  }

  #takeLine(bytes: Buffer, from: number): number {
    const found = bytes.indexOf(newline, from);
    const end = found === -1 ? bytes.length : found + 1;
    this.#line += bytes.toString('latin1', from, Math.min(end, from + mostOfLine + 1));
    if (this.#line.length > mostOfLine) throw new HttpFault('NO_HTTP');
    if (found === -1) return end;
    if (!this.#line.endsWith('\r\n')) throw new HttpFault('NO_HTTP');
    this.#surplus += this.#line.length;
    if (this.#surplus > mostOfLines) throw new HttpFault('TOO_LARGE');
    const line = this.#line.slice(0, -2);
    this.#line = '';
    this.#endLine(line);
    return end;
  }

  #endLine(line: string): void {
    if (this.#state === 'SIZE') {
      const size = sizeLine.exec(line)?.[1];
      if (size === undefined) throw new HttpFault('NO_HTTP');
      this.#left = Number.parseInt(size, 16);
      this.#state = this.#left === 0 ? 'TRAILER' : 'DATA';
    } else if (this.#state === 'DATA_END') {
      if (line !== '') throw new HttpFault('NO_HTTP');
      this.#state = 'SIZE';
    } else if (line === '') {
      this.#state = 'OVER';
    } else {
      checkTrailerLine(line);
    }
  }
}

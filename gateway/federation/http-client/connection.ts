import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import { HttpFault } from './http-fault.ts';
import type { readHead } from './read-head.ts';
import { ResponseReader, type HttpResponse } from './response-reader.ts';

/** Where a connection goes to. */
export interface Origin {
  readonly isSecure: boolean;
  /** As it is looked up: an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
}

/** One request as it is written, and who waits for what comes back. */
export interface Exchange {
  /** One character for each byte. */
  readonly head: string;
  /** What is not in the head already. */
  readonly body: Uint8Array | undefined;
  /** Bytes that the answer may have. */
  readonly mostBytes: number;
  readonly answered: (response: HttpResponse) => void;
  readonly failed: (error: unknown) => void;
}

/** What a connection reads in one go. */
const readSize = 64 * 1024;

/** A connection on which one request at a time is made. */
export class Connection {
  readonly #socket: Socket;
  /** One for all that is read: Node would make one of 64 KiB for each piece. */
  readonly #room = Buffer.allocUnsafeSlow(readSize);
  readonly #readHead: typeof readHead;
  readonly #idle: (connection: Connection) => void;
  readonly #gone: (connection: Connection) => void;
  #exchange: Exchange | undefined;
  #reader: ResponseReader | undefined;
  /** Moment of `performance.now()` from which the server may close it. */
  #usableUntil = Number.POSITIVE_INFINITY;

  /**
   * @param read reads heads as `readHead` does
   * @param idle is told when another request can be made
   * @param gone is told when none can be made ever again
   */
  constructor(
    origin: Origin,
    read: typeof readHead,
    idle: (connection: Connection) => void,
    gone: (connection: Connection) => void,
  ) {
    this.#readHead = read;
    this.#idle = idle;
    this.#gone = gone;
    const onread = {
      buffer: this.#room,
      callback: (length: number) => {
        this.#received(length);
        return true;
      },
    };
    const { host, port, isSecure } = origin;
    const options = { host, port, noDelay: true, onread };
    this.#socket = isSecure
      ? connectSecure({ ...options, servername: isIP(host) ? '' : host, ALPNProtocols: ['http/1.1'] })
      : connectPlain(options);
    this.#socket
      .on('error', (error) => this.#end(error))
      .on('end', () => this.#ended())
      .on('close', () => this.#end(new HttpFault('CUT_OFF')))
      .on('timeout', () => this.#grewOld());
  }

  /** Whether an idle connection can be used: its timer may be late where the event loop was held up. */
  get isUsable(): boolean {
    return this.#socket.writable && performance.now() < this.#usableUntil;
  }

  /** Makes a request. */
  ask(exchange: Exchange): void {
    this.#exchange = exchange;
    this.#reader = new ResponseReader(exchange.mostBytes, this.#readHead);
    const socket = this.#socket;
    if (!exchange.body) {
      socket.write(exchange.head, 'latin1');
      return;
    }
    socket.cork();
    socket.write(exchange.head, 'latin1');
    socket.write(exchange.body);
    socket.uncork();
  }

  /** Ends it, and with it the request that is under way. */
  abort(error: unknown): void {
    this.#end(error);
  }

  #received(length: number): void {
    // Nobody has asked for anything: whatever it is, the next answer must not begin with it.
    if (!this.#reader) return this.#end(new HttpFault('NO_HTTP'));
    try {
      const response = this.#reader.take(this.#room, length);
      if (response) this.#answer(response);
    } catch (error) {
      this.#end(error);
    }
  }

  /** Nothing has come or gone for a while: where an answer is awaited, how long that may take is for others to say. */
  #grewOld(): void {
    if (!this.#exchange) this.#end(undefined);
  }

  #ended(): void {
    try {
      if (this.#reader) this.#answer(this.#reader.end());
      else this.#end(undefined);
    } catch (error) {
      this.#end(error);
    }
  }

  #answer(response: HttpResponse): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.#reader = undefined;
    const isReusable = response.keepFor > 0 && this.#socket.writable && this.#socket.writableLength === 0;
    if (isReusable) {
      this.#usableUntil = performance.now() + response.keepFor;
      // Reading the answer has wound its timer up anew: it is set only where it is to run for another time.
      if (this.#socket.timeout !== response.keepFor) this.#socket.setTimeout(response.keepFor);
      this.#idle(this);
    } else {
      this.#end(undefined);
    }
    exchange?.answered(response);
  }

  #end(error: unknown): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.#reader = undefined;
    this.#gone(this);
    this.#socket.destroy();
    exchange?.failed(error);
  }
}

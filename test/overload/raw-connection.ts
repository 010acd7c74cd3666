import { connect, type Socket } from 'node:net';

/** An HTTP answer, as far as a load generator looks at it. */
export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: Buffer;
}

/** A kept-alive connection that carries one request at a time. */
export interface RawConnection {
  /** @throws Error named after the code of the socket's fault, `CLOSED` when it was closed, `LATE` when nothing came in time */
  send(request: Buffer): Promise<RawAnswer>;
  /** Whether it can carry another request. */
  isOpen(): boolean;
  close(): void;
}

const headEnd = '\r\n\r\n';

/**
 * A client that does no more than it must: at ten times the load a full one would need more of the machine than the
 * gateway that is measured.
 *
 * @param patience milliseconds for one answer
 * @param localAddress from which it comes: of all in 127.0.0.0/8 each stands for a machine
 */
export function openRawConnection(port: number, patience: number, localAddress = '127.0.0.1'): RawConnection {
  const socket: Socket = connect({ port, host: '127.0.0.1', localAddress, noDelay: true });
  let waiting: PromiseWithResolvers<RawAnswer> | undefined;
  let received: Buffer[] = [];
  /** Bytes of the whole answer, once its head is there. */
  let expected: number | undefined;
  let size = 0;

  function settle(settled: (waiting: PromiseWithResolvers<RawAnswer>) => void): void {
    const ended = waiting;
    waiting = undefined;
    received = [];
    size = 0;
    expected = undefined;
    if (ended) settled(ended);
  }

  const fail = (code: string) => settle(({ reject }) => reject(new Error(code)));

  socket.on('data', (bytes: Buffer) => {
    received.push(bytes);
    size += bytes.length;
    expected ??= lengthOf(received.length === 1 ? bytes : Buffer.concat(received));
    if (expected === undefined || size < expected) return;
    const answer = readAnswer(received.length === 1 ? bytes : Buffer.concat(received));
    settle(({ resolve }) => resolve(answer));
  });
  socket.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'ERROR'));
  socket.on('close', () => fail('CLOSED'));
  socket.on('timeout', () => {
    if (!waiting) return;
    fail('LATE');
    socket.destroy();
  });
  socket.setTimeout(patience);
  return {
    send(request) {
      waiting = Promise.withResolvers<RawAnswer>();
      const { promise } = waiting;
      socket.write(request);
      return promise;
    },
    isOpen: () => !socket.destroyed && socket.writable,
    close: () => socket.destroy(),
  };
}

function lengthOf(bytes: Buffer): number | undefined {
  const end = bytes.indexOf(headEnd);
  if (end === -1) return undefined;
  const length = /\r\ncontent-length: (\d+)/i.exec(bytes.toString('latin1', 0, end))?.[1];
  if (length === undefined) throw new Error('An answer without a length cannot be measured.');
  return end + headEnd.length + Number(length);
}

function readAnswer(bytes: Buffer): RawAnswer {
  const end = bytes.indexOf(headEnd);
  const head = bytes.toString('latin1', 0, end);
  return { status: Number(head.slice(9, 12)), head, body: bytes.subarray(end + headEnd.length) };
}

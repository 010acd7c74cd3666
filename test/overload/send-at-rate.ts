import { openPool } from './connection-pool.ts';
import type { RawAnswer, RawConnection } from './raw-connection.ts';

/** Requests of one client, sent whether or not earlier ones were answered: as many people would send them. */
export interface Stream {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly perSecond: number;
}

/** What became of the requests of one stream. */
export interface StreamFigures {
  /** As many as became due. */
  wanted: number;
  /** In time. */
  answered: number;
  /** Answered when nobody waited any more. */
  late: number;
  /** Sent away with 503 and `retry-after`. */
  shed: number;
  /** Given up before it was sent, for no connection became free: the gateway had not read on those that there are. */
  unsent: number;
  /** Neither answered nor sent away, by what happened: none is allowed. */
  readonly failed: Map<string, number>;
  /** Milliseconds from when it was due until the whole answer was there, of those that were answered in time. */
  readonly latencies: number[];
}

/** How the streams are sent. */
export interface Sending {
  readonly seconds: number;
  /** Whether all go over the same connections, as behind a proxy; else each stream has its own, as clients have. */
  readonly isShared: boolean;
}

/** Milliseconds between two looks at what is due. */
const period = 5;
/** Of all streams together. */
const connections = 1_024;

/** Milliseconds that a request waits for a connection, and those after which its answer is of no use; both from when it was due. */
const [patience, useful] = [500, 2_000];
/** Milliseconds after which a connection that gives no answer is closed. */
const longest = 30_000;

interface Due {
  /** Moment of `performance.now()`. */
  readonly at: number;
  readonly request: Buffer;
  readonly told: StreamFigures;
}

/**
 * Sends all streams for so many seconds, and waits for what is under way. Each request has its moment, whatever became of those
 * before it: the time that it waits here, because connections are not read, counts as the gateway's.
 */
export async function sendAtRate(
  url: string,
  streams: readonly Stream[],
  { seconds, isShared }: Sending,
): Promise<readonly StreamFigures[]> {
  const pools = isShared ? 1 : streams.length;
  const senders = Array.from({ length: pools }, (_, at) =>
    openSender(url, Math.floor(connections / pools), `127.0.1.${at + 1}`),
  );
  const sending = streams.map((stream, at) => ({
    perSecond: stream.perSecond,
    sender: senders[at % pools],
    request: writeRequest(stream),
    told: noFigures(),
  }));
  const began = performance.now();
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setInterval(() => {
    const elapsed = Math.min(performance.now() - began, seconds * 1_000);
    for (const { perSecond, sender, request, told } of sending) {
      const due = Math.floor((elapsed / 1_000) * perSecond);
      while (told.wanted < due) {
        const at = began + (++told.wanted / perSecond) * 1_000;
        sender?.add({ at, request, told });
      }
    }
    for (const sender of senders) sender.look();
    if (elapsed >= seconds * 1_000) resolve();
  }, period);
  await promise;
  clearInterval(timer);
  await Promise.all(senders.map((sender) => sender.end()));
  return sending.map(({ told }) => told);
}

/** Sends a stream's request by so many callers, each the next when its answer is there. @returns answers a second */
export async function sendInTurn(
  url: string,
  stream: Pick<Stream, 'headers' | 'body'>,
  callers: number,
  seconds: number,
): Promise<number> {
  const pool = openPool(url, callers, longest);
  const request = writeRequest(stream);
  const told = noFigures();
  const end = performance.now() + seconds * 1_000;
  const call = async () => {
    for (let at = performance.now(); at < end; at = performance.now()) {
      const connection = pool.take();
      if (connection) await send(connection, { at, request, told }).finally(() => pool.giveBack(connection));
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  pool.close();
  return told.answered / seconds;
}

/** Requests that share connections: who came first is sent first. */
interface Sender {
  add(due: Due): void;
  /** Sends what can be sent, and gives up what has waited too long. */
  look(): void;
  /** Settles when nothing waits and nothing is under way. */
  end(): Promise<void>;
}

function openSender(url: string, most: number, address: string): Sender {
  const pool = openPool(url, most, longest, address);
  const waiting: Due[] = [];
  const underWay = new Set<Promise<void>>();
  function look(): void {
    const oldest = performance.now() - patience;
    const givenUp = waiting.findIndex(({ at }) => at >= oldest);
    for (const { told } of waiting.splice(0, givenUp === -1 ? waiting.length : givenUp)) told.unsent++;
    while (waiting.length > 0) {
      const connection = pool.take();
      const next = connection && waiting.shift();
      if (!next) return;
      sendOver(connection, next);
    }
  }
  function sendOver(connection: RawConnection, due: Due): void {
    const sent = send(connection, due).finally(() => {
      pool.giveBack(connection);
      underWay.delete(sent);
      look();
    });
    underWay.add(sent);
  }
  return {
    add: (due) => void waiting.push(due),
    look,
    async end() {
      while (waiting.length > 0 || underWay.size > 0) await Promise.race(underWay);
      pool.close();
    },
  };
}

function noFigures(): StreamFigures {
  return { wanted: 0, answered: 0, late: 0, shed: 0, unsent: 0, failed: new Map(), latencies: [] };
}

function writeRequest({ headers, body }: Pick<Stream, 'headers' | 'body'>): Buffer {
  const all = { host: 'localhost', ...headers, 'content-length': String(Buffer.byteLength(body)) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST /graphql HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

async function send(connection: RawConnection, { at, request, told }: Due): Promise<void> {
  const failed = (what: string) => told.failed.set(what, (told.failed.get(what) ?? 0) + 1);
  try {
    const answer = await connection.send(request);
    const latency = performance.now() - at;
    if (isWhole(answer)) {
      if (latency > useful) told.late++;
      else {
        told.answered++;
        told.latencies.push(latency);
      }
    } else if (answer.status === 503 && /\r\nretry-after: /i.test(answer.head)) told.shed++;
    else
      failed(
        `${answer.status} ${/"code":"(\w+)"/.exec(answer.body.toString('latin1', 0, 1_000))?.[1] ?? ''}`,
      );
  } catch (error) {
    failed(error instanceof Error ? error.message : 'ERROR');
  }
}

/** Errors stand first in an answer. */
function isWhole({ status, body }: RawAnswer): boolean {
  return status === 200 && !body.toString('latin1', 0, 9).includes('errors');
}

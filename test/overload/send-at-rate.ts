import { openPool, type ConnectionPool } from './connection-pool.ts';
import type { RawAnswer } from './raw-connection.ts';

/** Requests of one client, sent whether or not earlier ones were answered: as many people would send them. */
export interface Stream {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly perSecond: number;
}

/** What became of the requests of one stream. */
export interface StreamFigures {
  sent: number;
  answered: number;
  /** Sent away with 503 and `retry-after`. */
  shed: number;
  /** Never sent: all connections were in use, so that it would have waited here and not at the gateway. */
  unsent: number;
  /** Neither answered nor sent away, by what happened: none is allowed. */
  readonly failed: Map<string, number>;
  /** Milliseconds until the whole answer was there, of those that were answered. */
  readonly latencies: number[];
}

/** Milliseconds between two looks at what is due. */
const period = 5;
const connections = 1_024;

/** Nobody waits longer: so long a request may take; milliseconds. */
const patience = 30_000;

/** Sends all streams for so many seconds, and waits for what is under way. */
export async function sendAtRate(
  url: string,
  streams: readonly Stream[],
  seconds: number,
): Promise<readonly StreamFigures[]> {
  const pool = openPool(url, connections, patience);
  const sending = streams.map((stream) => ({
    perSecond: stream.perSecond,
    request: writeRequest(stream),
    told: noFigures(),
  }));
  const underWay = new Set<Promise<void>>();
  const began = performance.now();
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setInterval(() => {
    const elapsed = performance.now() - began;
    for (const { perSecond, request, told } of sending) {
      const due = Math.floor((Math.min(elapsed, seconds * 1_000) / 1_000) * perSecond);
      while (told.sent < due) {
        told.sent++;
        const sent = send(pool, request, told).finally(() => underWay.delete(sent));
        underWay.add(sent);
      }
    }
    if (elapsed >= seconds * 1_000) resolve();
  }, period);
  await promise;
  clearInterval(timer);
  await Promise.all(underWay);
  pool.close();
  return sending.map(({ told }) => told);
}

/** Sends a stream's request by so many callers, each the next when its answer is there. @returns answers a second */
export async function sendInTurn(
  url: string,
  stream: Pick<Stream, 'headers' | 'body'>,
  callers: number,
  seconds: number,
): Promise<number> {
  const pool = openPool(url, callers, patience);
  const request = writeRequest(stream);
  const told = noFigures();
  const end = performance.now() + seconds * 1_000;
  const call = async () => {
    while (performance.now() < end) await send(pool, request, told);
  };
  await Promise.all(Array.from({ length: callers }, call));
  pool.close();
  return told.answered / seconds;
}

function noFigures(): StreamFigures {
  return { sent: 0, answered: 0, shed: 0, unsent: 0, failed: new Map(), latencies: [] };
}

function writeRequest({ headers, body }: Pick<Stream, 'headers' | 'body'>): Buffer {
  const all = { host: 'localhost', ...headers, 'content-length': String(Buffer.byteLength(body)) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST /graphql HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

async function send(pool: ConnectionPool, request: Buffer, told: StreamFigures): Promise<void> {
  const connection = pool.take();
  if (!connection) {
    told.unsent++;
    return;
  }
  const began = performance.now();
  const failed = (what: string) => told.failed.set(what, (told.failed.get(what) ?? 0) + 1);
  try {
    const answer = await connection.send(request);
    if (isWhole(answer)) {
      told.answered++;
      told.latencies.push(performance.now() - began);
    } else if (answer.status === 503 && /\r\nretry-after: /i.test(answer.head)) told.shed++;
    else
      failed(
        `${answer.status} ${/"code":"(\w+)"/.exec(answer.body.toString('latin1', 0, 1_000))?.[1] ?? ''}`,
      );
  } catch (error) {
    failed(error instanceof Error ? error.message : 'ERROR');
  } finally {
    pool.giveBack(connection);
  }
}

/** Errors stand first in an answer. */
function isWhole({ status, body }: RawAnswer): boolean {
  return status === 200 && !body.toString('latin1', 0, 9).includes('errors');
}

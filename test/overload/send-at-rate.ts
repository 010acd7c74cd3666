import { Pool } from 'undici';

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
  /** Neither, or no connection was free any more: none is allowed. */
  failed: number;
  /** Milliseconds until the whole answer was there, of those that were answered. */
  readonly latencies: number[];
}

/** Milliseconds between two looks at what is due. */
const period = 5;
const connections = 512;

/** Sends all streams for so many seconds, and waits for what is under way. */
export async function sendAtRate(
  url: string,
  streams: readonly Stream[],
  seconds: number,
): Promise<readonly StreamFigures[]> {
  const pool = new Pool(url, { connections, headersTimeout: 30_000, bodyTimeout: 30_000 });
  const sending = streams.map((stream) => ({
    stream,
    told: { sent: 0, answered: 0, shed: 0, failed: 0, latencies: [] } as StreamFigures,
  }));
  const underWay = new Set<Promise<void>>();
  const began = performance.now();
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setInterval(() => {
    const elapsed = performance.now() - began;
    for (const { stream, told } of sending) {
      const due = Math.floor((Math.min(elapsed, seconds * 1_000) / 1_000) * stream.perSecond);
      while (told.sent < due) {
        told.sent++;
        if (underWay.size >= connections) {
          told.failed++;
          continue;
        }
        const request = send(pool, stream, told).finally(() => underWay.delete(request));
        underWay.add(request);
      }
    }
    if (elapsed >= seconds * 1_000) resolve();
  }, period);
  await promise;
  clearInterval(timer);
  await Promise.all(underWay);
  await pool.close();
  return sending.map(({ told }) => told);
}

/** Sends a stream's request by so many callers, each the next when its answer is there. @returns answers a second */
export async function sendInTurn(
  url: string,
  stream: Pick<Stream, 'headers' | 'body'>,
  callers: number,
  seconds: number,
): Promise<number> {
  const pool = new Pool(url, { connections: callers });
  const told: StreamFigures = { sent: 0, answered: 0, shed: 0, failed: 0, latencies: [] };
  const end = performance.now() + seconds * 1_000;
  const call = async () => {
    while (performance.now() < end) await send(pool, stream, told);
  };
  await Promise.all(Array.from({ length: callers }, call));
  await pool.close();
  return told.answered / seconds;
}

async function send(
  pool: Pool,
  { headers, body }: Pick<Stream, 'headers' | 'body'>,
  told: StreamFigures,
): Promise<void> {
  const began = performance.now();
  try {
    const answer = await pool.request({ path: '/graphql', method: 'POST', headers, body });
    const text = await answer.body.text();
    if (answer.statusCode === 200 && !text.includes('"errors"')) {
      told.answered++;
      told.latencies.push(performance.now() - began);
    } else if (answer.statusCode === 503 && answer.headers['retry-after'] !== undefined) told.shed++;
    else told.failed++;
  } catch {
    told.failed++;
  }
}

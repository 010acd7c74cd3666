import { Pool } from 'undici';

/** One request as it is sent to `/graphql`. */
export interface LoadRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A bounded amount of work for one server. */
export interface Load {
  /** Of a server on this machine, without a path. */
  readonly url: string;
  /** The request that is sent as the nth. */
  readonly requestAt: (index: number) => LoadRequest;
  readonly count: number;
  /** How many callers wait for an answer at any time. */
  readonly connections: number;
  /** The one right answer. */
  readonly expected: string;
}

/** How long the work took. */
export interface LoadFigures {
  readonly seconds: number;
  /** Milliseconds of each request, shortest first. */
  readonly latencies: readonly number[];
}

/** No request of a benchmark waits longer; milliseconds. */
const patience = 20_000;

/**
 * Sends requests, each caller the next when its answer is there.
 *
 * @throws Error when an answer is not the right one: the time of wrong answers is worth nothing
 */
export async function sendLoad({ url, requestAt, count, connections, expected }: Load): Promise<LoadFigures> {
  if (new URL(url).hostname !== '127.0.0.1') throw new Error('Load is for this machine alone.');
  const pool = new Pool(url, { connections, headersTimeout: patience, bodyTimeout: patience });
  const latencies: number[] = [];
  let next = 0;
  const call = async () => {
    while (next < count) {
      const request = requestAt(next++);
      const began = performance.now();
      const { body } = await pool.request({ path: '/graphql', method: 'POST', ...request });
      const text = await body.text();
      latencies.push(performance.now() - began);
      if (text !== expected)
        throw new Error(`${url} gave another answer than the first time${codesIn(text)}.`);
    }
  };
  const began = performance.now();
  try {
    await Promise.all(Array.from({ length: connections }, call));
    return {
      seconds: (performance.now() - began) / 1000,
      latencies: latencies.toSorted((one, other) => one - other),
    };
  } finally {
    await pool.close();
  }
}

/** Sends one request. @returns the text of its answer */
export async function sendOne(url: string, { headers, body }: LoadRequest): Promise<string> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  return response.text();
}

/** The codes of the errors in an answer: nothing else of it, for it is about people. */
function codesIn(text: string): string {
  const codes = Array.from(text.matchAll(/"code":"(\w+)"/g), ([, code]) => code);
  return codes.length > 0 ? `, with ${[...new Set(codes)].join(', ')}` : '';
}

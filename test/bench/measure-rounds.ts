import { sendLoad, type LoadRequest } from './send-load.ts';
import type { MeasuredProcess } from './run-measured.ts';

/** One of those that are compared over one question. */
export interface Candidate {
  readonly name: string;
  readonly front: MeasuredProcess<{ readonly url: string }>;
  /** What answers behind it. */
  readonly behind: MeasuredProcess<unknown>;
  readonly requestAt: (index: number) => LoadRequest;
  readonly expected: string;
}

/** How many requests are sent one after the other, for the time that one takes alone. */
const countAlone = 100;

/** How much is measured. */
export interface Effort {
  /** Requests that each candidate answers before any is measured: until then its code is not compiled. */
  readonly warm: number;
  readonly rounds: number;
  /** Requests that each candidate answers in a round. */
  readonly requests: number;
  readonly connections: number;
}

/** What one round of one candidate took. */
export interface RoundFigures {
  /** CPU seconds of the front process, and of it with all behind it, for 1,000 requests. */
  readonly frontCpu: number;
  readonly allCpu: number;
  /** Requests a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of the middle one of some requests that come one after the other. */
  readonly alone: number;
  /** Resident memory of the front process, bytes. */
  readonly memory: number;
}

/**
 * Lets candidates answer in turn, in every round in another order, so that a machine that gets slower or faster does so
 * for all of them.
 *
 * @returns the figures of each candidate, round by round
 */
export async function measureRounds(
  candidates: readonly Candidate[],
  { warm, rounds, requests, connections }: Effort,
): Promise<readonly (readonly RoundFigures[])[]> {
  const figures = candidates.map((): RoundFigures[] => []);
  for (const candidate of candidates) await measure(candidate, warm, connections);
  for (let round = 0; round < rounds; round++) {
    const order = candidates.map((_, index) => (index + round) % candidates.length);
    for (const at of order) {
      const candidate = candidates[at];
      if (candidate) figures[at]?.push(await measure(candidate, requests, connections));
    }
  }
  return figures;
}

async function measure(
  { front, behind, requestAt, expected }: Candidate,
  count: number,
  connections: number,
): Promise<RoundFigures> {
  const before = await Promise.all([front.usage(), behind.usage()]);
  const { url } = front.ready;
  const { seconds, latencies } = await sendLoad({ url, requestAt, count, connections, expected });
  const after = await Promise.all([front.usage(), behind.usage()]);
  const one = await sendLoad({ url, requestAt, count: countAlone, connections: 1, expected });
  const [frontCpu = 0, behindCpu = 0] = after.map(
    ({ cpu }, index) => ((cpu - (before[index]?.cpu ?? 0)) / count) * 1000,
  );
  return {
    frontCpu,
    allCpu: frontCpu + behindCpu,
    rate: count / seconds,
    p50: latencies[Math.floor(count * 0.5)] ?? 0,
    p99: latencies[Math.floor(count * 0.99)] ?? 0,
    alone: one.latencies[countAlone / 2] ?? 0,
    memory: after[0].memory,
  };
}

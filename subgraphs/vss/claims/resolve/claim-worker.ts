import type { ClaimRecord } from '../../collections.ts';
import type { NextStep } from '../claim-work.ts';
import { changeClaim } from '../desk/change-claim.ts';
import type { DeskOptions } from '../desk/claim-desk.ts';
import { nameOf, resolveOrPostpone } from '../desk/resolve-or-postpone.ts';
import type { WatchedSource } from '../evidence/watch-source.ts';
import { issueDueLists } from '../list/issue-lists.ts';
import { isWoken, probesAmong, wokenClaim } from './source-back.ts';

/** Does what is due with claims, until it is stopped. */
export interface ClaimWorker {
  /** Resolves everything that is due now; for whoever does not want to wait for the next round. @returns how many */
  runDue(): Promise<number>;
  /** Lets the claims under way finish, and begins no other. */
  stop(): Promise<void>;
}

/** How the worker works. */
export interface WorkerOptions extends DeskOptions {
  readonly evidence: WatchedSource;
  /** Milliseconds between two looks at what is due. */
  readonly interval: number;
  /** Is told, in one line without any value, what went wrong. */
  readonly onFault: (line: string) => void;
}

/** Claims of one look, and how many of them are resolved at the same time. */
const looked = 200;
const atOnce = 20;

/**
 * Starts the machine that resolves claims whose time has come: those that were just taken in and whose first resolution
 * was cut short, those whose sources were away or are back, and those that no event has woken. All of it is in the store: a process
 * that ends takes nothing with it, and several processes do no harm to each other.
 */
export function startClaimWorker(options: WorkerOptions): ClaimWorker {
  let round: Promise<number> | undefined;
  const stopped = new AbortController();
  const lastProbes = new Map<string, Temporal.Instant>();
  const runDue = (): Promise<number> =>
    (round ??= resolveDue(options, lastProbes, stopped.signal).finally(() => (round = undefined)));
  const timer = setInterval(() => {
    runDue().catch((error: unknown) => options.onFault(`The claims that are due wait: ${nameOf(error)}.`));
  }, options.interval);
  timer.unref();
  return {
    runDue,
    async stop() {
      clearInterval(timer);
      stopped.abort();
      await round?.catch(() => undefined);
    },
  };
}

async function resolveDue(
  options: WorkerOptions,
  lastProbes: Map<string, Temporal.Instant>,
  stopped: AbortSignal,
): Promise<number> {
  // A claim is looked at once a round, whatever its resolution comes to.
  const done = new Set<string>();
  const resolve = async (ids: readonly string[]) => {
    for (const id of ids) done.add(id);
    await Promise.all(ids.map((id) => resolveNow(id, options)));
    return ids.length > 0;
  };
  for (const kind of ['RESOLVE', 'REST', 'LOOK', 'WAIT'] as const) {
    for (let isBusy = true; isBusy && !stopped.aborted;) {
      const left = (await nextOf(kind, options)).filter(({ id }) => !done.has(id));
      const now = options.now();
      const ready = left.filter((claim) => isDue(claim, now) || isWoken(claim, options.evidence, now));
      isBusy = await resolve(ready.slice(0, atOnce).map(({ id }) => id));
      if (isBusy || stopped.aborted) continue;
      const probes = probesAmong(left, lastProbes, now);
      for (const { waitsFor } of probes) lastProbes.set(waitsFor, now);
      isBusy = await resolve(probes.map(({ id }) => id));
    }
  }
  if (stopped.aborted) return done.size;
  return done.size + (await issueDueLists(options.collections, options.now));
}

function nextOf(kind: NextStep['kind'], { collections: { claims } }: WorkerOptions) {
  return claims.find({ index: 'byNextStep', equals: [kind], limit: looked });
}

function isDue({ nextStep }: ClaimRecord, now: Temporal.Instant): boolean {
  return nextStep !== undefined && Temporal.Instant.compare(nextStep.at, now) <= 0;
}

async function resolveNow(id: string, options: WorkerOptions): Promise<void> {
  const now = options.now();
  await changeClaim(options.collections.claims, id, (claim) =>
    !isDue(claim, now) && isWoken(claim, options.evidence, now)
      ? { claim: wokenClaim(claim, now) }
      : { answer: undefined },
  );
  await resolveOrPostpone(id, options);
}

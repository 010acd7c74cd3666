import { issueDueLists } from '../list/issue-lists.ts';
import { resolveClaim, type DeskOptions } from '../desk/claim-desk.ts';

/** Does what is due with claims, until it is stopped. */
export interface ClaimWorker {
  /** Resolves everything that is due now; for whoever does not want to wait for the next round. @returns how many */
  runDue(): Promise<number>;
  /** Lets the claim under way finish. */
  stop(): Promise<void>;
}

/** How the worker works. */
export interface WorkerOptions extends DeskOptions {
  /** Milliseconds between two looks at what is due. */
  readonly interval: number;
  /** Is told, in one line without any value, what went wrong. */
  readonly onFault: (line: string) => void;
}

/** Claims of one look. */
const atOnce = 20;

/**
 * Starts the machine that resolves claims whose time has come: those that were just taken in and whose first resolution
 * was cut short, those whose sources were away, and those that no event has woken. All of it is in the store: a process
 * that ends takes nothing with it, and several processes do no harm to each other.
 */
export function startClaimWorker(options: WorkerOptions): ClaimWorker {
  let round: Promise<number> | undefined;
  const runDue = (): Promise<number> => (round ??= resolveDue(options).finally(() => (round = undefined)));
  const timer = setInterval(() => {
    runDue().catch((error: unknown) => options.onFault(`The claims that are due wait: ${nameOf(error)}.`));
  }, options.interval);
  timer.unref();
  return {
    runDue,
    async stop() {
      clearInterval(timer);
      await round?.catch(() => undefined);
    },
  };
}

async function resolveDue(options: WorkerOptions): Promise<number> {
  const { claims } = options.collections;
  // A claim is looked at once a round, whatever its resolution comes to.
  const done = new Set<string>();
  for (const kind of ['RESOLVE', 'WAIT'] as const) {
    for (;;) {
      const now = options.now().toString({ smallestUnit: 'millisecond' });
      const next = await claims.find({ index: 'byNextStep', equals: [kind], limit: atOnce });
      const due = next.filter(
        ({ id, nextStep }) => nextStep !== undefined && nextStep.at <= now && !done.has(id),
      );
      if (due.length === 0) break;
      for (const { id } of due) done.add(id);
      await Promise.all(due.map(({ id }) => resolveClaim(id, options)));
    }
  }
  return done.size + (await issueDueLists(options.collections, options.now));
}

/** The kind of an error; its message may hold what it failed on. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'an unknown fault';
}

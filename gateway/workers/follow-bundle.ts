import { setTimeout as wait } from 'node:timers/promises';
import { createPause } from '../../subgraphs/kit/events/pause.ts';
import { digestOfBundle, type Bundle } from '../start/bundle.ts';

/** How a bundle is taken over. */
export interface TakingOver {
  /** Reads it as it is. @throws Error that says which file is wrong */
  readonly read: () => Promise<Bundle>;
  /** Milliseconds for which nothing may change until it counts as whole. */
  readonly quiet: number;
  /** Settles when another could be taken over: what is read before that may be old by then. Never rejects. */
  readonly free: () => Promise<unknown>;
  /**
   * Lets workers serve it.
   *
   * @param isCurrent whether it is what there is; to be asked before the first answer. Never rejects
   * @returns whether they do. Never rejects
   */
  readonly takeOver: (bundle: Bundle, isCurrent: () => Promise<boolean>) => Promise<boolean>;
}

/** How what decides is followed. */
export interface Following extends TakingOver {
  /** Milliseconds between two looks. */
  readonly every: number;
  /** Milliseconds after which what was not taken over is tried again: it may have been for another reason. */
  readonly again: number;
  /** Is told a line about everything that the operator should know. */
  readonly tell: (line: string) => void;
}

/** What became of a bundle. Overtaken is one that was changed before anybody served it. */
export interface TakenOver {
  readonly digest: string;
  readonly outcome: 'served' | 'refused' | 'overtaken';
}

/** A bundle that is followed. */
export interface BundleFollower {
  /** Takes over what there is now, whether or not it has changed. */
  renew(): void;
  /** Settles when nothing is taken over any more. */
  close(): Promise<void>;
}

/**
 * Reads a bundle of which nobody is writing any more: twice the same, so that half of a deployment is never served.
 *
 * @param signal ends the reading: files may go on changing for ever
 * @throws Error for what cannot be read twice in a row, AbortError
 */
export async function readSettled(
  { read, quiet }: Pick<TakingOver, 'read' | 'quiet'>,
  signal?: AbortSignal,
): Promise<Bundle> {
  let before: string | undefined;
  for (;;) {
    const bundle = await read().catch(async () => {
      // What cannot be read now may be on its way.
      await wait(quiet, undefined, { signal });
      return read();
    });
    const digest = digestOfBundle(bundle);
    if (digest === before) return bundle;
    before = digest;
    await wait(quiet, undefined, { signal });
  }
}

/**
 * Takes over what there is when it could be: it is read then, and once more before anybody is answered by it.
 *
 * @param isKnown digests that need not be taken over
 * @returns undefined where there is nothing to take over
 * @throws Error for what cannot be read, AbortError
 */
export async function takeOverSettled(
  taking: TakingOver,
  signal: AbortSignal,
  isKnown: (digest: string) => boolean = () => false,
): Promise<TakenOver | undefined> {
  await taking.free();
  const bundle = await readSettled(taking, signal);
  const digest = digestOfBundle(bundle);
  if (signal.aborted || isKnown(digest)) return undefined;
  let isOvertaken = false;
  const isServed = await taking.takeOver(bundle, async () => {
    const now = await taking.read().then(digestOfBundle, () => undefined);
    isOvertaken = now !== digest;
    return !isOvertaken;
  });
  if (isServed) return { digest, outcome: 'served' };
  return { digest, outcome: isOvertaken ? 'overtaken' : 'refused' };
}

/**
 * Takes over each new bundle. One that was not good is tried again when it changes, now and then, or when somebody asks. Files are read
 * and not watched: a watch misses folders that are put in the place of others, as deployments do.
 *
 * @param served digest of what is served
 */
export function followBundle(following: Following, served: string): BundleFollower {
  const { read, every, again, tell } = following;
  const pause = createPause();
  const closed = new AbortController();
  let isAsked = false;
  const known = { served, refused: '', refusedAt: 0, told: '' };
  const isKnown = (digest: string) =>
    digest === known.served || (digest === known.refused && performance.now() - known.refusedAt < again);

  /** Whether there is something to take over. Whether that has settled is found out then. */
  async function hasChanged(): Promise<boolean> {
    const digest = digestOfBundle(await read());
    known.told = '';
    return !isKnown(digest);
  }

  async function look(isWished: boolean): Promise<void> {
    if (!isWished && !(await hasChanged())) return;
    const taken = await takeOverSettled(following, closed.signal, isWished ? undefined : isKnown);
    if (!taken) return;
    const { digest, outcome } = taken;
    if (outcome === 'served') known.served = digest;
    known.refused = outcome === 'refused' ? digest : '';
    known.refusedAt = performance.now();
    if (outcome !== 'overtaken') return;
    isAsked ||= isWished;
    pause.end();
  }

  async function follow(): Promise<void> {
    while (!closed.signal.aborted) {
      await pause.wait(every);
      const isWished = isAsked;
      isAsked = false;
      if (closed.signal.aborted) return;
      await look(isWished).catch((error: unknown) => {
        if (closed.signal.aborted) return;
        const reason = error instanceof Error ? error.message : 'it cannot be read';
        if (isWished || reason !== known.told) tell(`Not taken over, those that run go on: ${reason}`);
        known.told = reason;
      });
    }
  }

  const followed = follow();
  return {
    renew() {
      isAsked = true;
      pause.end();
    },
    close() {
      closed.abort();
      pause.end();
      return followed;
    },
  };
}

import { setTimeout as wait } from 'node:timers/promises';
import { createPause } from '../../subgraphs/kit/events/pause.ts';
import { digestOfBundle, type Bundle } from '../start/bundle.ts';

/** How what decides is followed. */
export interface Following {
  /** Reads it as it is. @throws Error that says which file is wrong */
  readonly read: () => Promise<Bundle>;
  /** Milliseconds between two looks, and for which nothing may change until it counts as whole. */
  readonly every: number;
  readonly quiet: number;
  /** Milliseconds after which what was not taken over is tried again: it may have been for another reason. */
  readonly again: number;
  /** Lets workers serve it. @returns whether they do. Never rejects */
  readonly takeOver: (bundle: Bundle) => Promise<boolean>;
  /** Is told a line about everything that the operator should know. */
  readonly tell: (line: string) => void;
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
 * @throws Error for what cannot be read twice in a row
 */
export async function readSettled({ read, quiet }: Pick<Following, 'read' | 'quiet'>): Promise<Bundle> {
  let before: string | undefined;
  for (;;) {
    const bundle = await read().catch(async () => {
      // What cannot be read now may be on its way.
      await wait(quiet);
      return read();
    });
    const digest = digestOfBundle(bundle);
    if (digest === before) return bundle;
    before = digest;
    await wait(quiet);
  }
}

/**
 * Takes over each new bundle. One that was not good is tried again when it changes, now and then, or when somebody asks. Files are read
 * and not watched: a watch misses folders that are put in the place of others, as deployments do.
 *
 * @param served digest of what is served
 */
export function followBundle(following: Following, served: string): BundleFollower {
  const { read, every, again, takeOver, tell } = following;
  const pause = createPause();
  const state = { isOpen: true, isAsked: false };
  const known = { served, refused: '', refusedAt: 0, told: '' };
  const isKnown = (digest: string) =>
    digest === known.served || (digest === known.refused && performance.now() - known.refusedAt < again);

  /** Whether there is something to take over. Whether that has settled is found out then. */
  async function hasChanged(): Promise<boolean> {
    const digest = digestOfBundle(await read());
    known.told = '';
    return !isKnown(digest);
  }

  async function look(isAsked: boolean): Promise<void> {
    if (!isAsked && !(await hasChanged())) return;
    const bundle = await readSettled(following);
    const digest = digestOfBundle(bundle);
    if (!state.isOpen || (!isAsked && isKnown(digest))) return;
    const isServed = await takeOver(bundle);
    if (isServed) known.served = digest;
    known.refused = isServed ? '' : digest;
    known.refusedAt = performance.now();
  }

  async function follow(): Promise<void> {
    while (state.isOpen) {
      await pause.wait(every);
      const { isAsked } = state;
      state.isAsked = false;
      if (!state.isOpen) return;
      await look(isAsked).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : 'it cannot be read';
        if (isAsked || reason !== known.told) tell(`Not taken over, those that run go on: ${reason}`);
        known.told = reason;
      });
    }
  }

  const followed = follow();
  return {
    renew() {
      state.isAsked = true;
      pause.end();
    },
    close() {
      state.isOpen = false;
      pause.end();
      return followed;
    },
  };
}

import { agencies } from '../../start/start-agencies.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { ClaimRecord } from '../../subgraphs/vss/collections.ts';
import { headersOf } from '../scenario/running-hub.ts';
import { defaultDay, type WorldOptions } from '../world/generate-world.ts';
import { findWorld } from '../world/world-mark.ts';
import type { WorldStores } from '../world/world-record.ts';
import { drawClaims, questionAbout, type Kind } from './draw-questions.ts';
import { startDeployed } from './start-deployed.ts';

/** A hub over a world of some size. */
export interface SizedHub {
  readonly people: number;
  /** Gets a question ready about somebody; the promise of what it gives is fulfilled when that is answered whole, and rejected otherwise. */
  prepare(kind: Kind): Promise<() => Promise<void>>;
  /** Bytes that its agencies have read from disk. */
  bytesRead(): Promise<number>;
  stop(): Promise<void>;
}

/** What is known of a world before it is asked. */
export interface KnownWorld {
  readonly people: number;
  /** About whom it is asked. */
  readonly claims: readonly ClaimRecord[];
}

/** Where the store of each agency is. */
export type UriOf = (name: string) => string;

const seed = 'growth';

/**
 * Makes the world in these stores where there is none.
 *
 * @returns for how many seconds; undefined where it was there
 * @throws Error where a part of one is there
 */
export async function makeWorld(
  population: number,
  uriOf: UriOf,
  make: (world: WorldOptions) => Promise<void>,
): Promise<number | undefined> {
  const stores = await openStores(uriOf);
  const { kind } = await findWorld(stores);
  await closeAll(stores);
  if (kind === 'whole') return undefined;
  if (kind === 'unfinished') throw new Error('The making of this world was cut short: delete its stores.');
  const begun = performance.now();
  await make({ seed, population, asOf: defaultDay });
  return (performance.now() - begun) / 1_000;
}

/**
 * Opens a hub over the world in these stores.
 *
 * @param copies how many times each of its people is there: any of them is asked about
 */
export async function openSizedHub(
  uriOf: UriOf,
  copies: number,
  { people, claims }: KnownWorld,
): Promise<SizedHub> {
  const hub = await startDeployed(uriOf);
  let asked = 0;
  return {
    people,
    async prepare(kind) {
      const claim = claims[asked++ % claims.length];
      if (!claim) throw new RangeError('There is no such claim.');
      const { query, variables, asker } = questionAbout(kind, claim, Math.floor(Math.random() * copies));
      const headers = { 'content-type': 'application/json', ...(await headersOf(asker)) };
      const body = JSON.stringify({ query, variables });
      return async () => {
        const response = await fetch(`${hub.url}/graphql`, { method: 'POST', headers, body });
        const text = await response.text();
        const { data, errors } = JSON.parse(text) as {
          readonly data?: object | null;
          readonly errors?: unknown;
        };
        const isWhole =
          errors === undefined && !!data && Object.values(data).every((field) => field !== null);
        if (!isWhole) throw new Error(`${kind} was not answered whole: ${response.status}.`);
      };
    },
    bytesRead: hub.bytesRead,
    stop: hub.stop,
  };
}

/**
 * Gets to know a world before its hub is opened, which then has none of what was read for that in memory.
 *
 * @param wanted how many claims are to be asked about
 */
export async function lookAtWorld(uriOf: UriOf, wanted: number): Promise<KnownWorld> {
  const stores = await openStores(uriOf);
  const found = await findWorld(stores);
  const claims = await drawClaims(stores.vss, wanted);
  await closeAll(stores);
  return { people: found.kind === 'whole' ? found.people : 0, claims };
}

async function openStores(uriOf: UriOf): Promise<WorldStores> {
  const opened = await Promise.all(
    agencies.map(async (name) => [name, await openStore({ uri: uriOf(name) })] as const),
  );
  return Object.fromEntries(opened) as unknown as WorldStores;
}

async function closeAll(stores: WorldStores): Promise<void> {
  await Promise.all(Object.values(stores).map((store) => store.close()));
}

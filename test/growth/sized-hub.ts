import { findFirstClaim } from '../../start/first-claim.ts';
import { memoryLog } from '../../gateway/log/memory-log.ts';
import { agencies, startHub, type HubStores } from '../../start/start-hub.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { unlimited } from '../quota/unlimited.ts';
import { askHub, type Asker } from '../scenario/running-hub.ts';
import { defaultDay } from '../world/generate-world.ts';
import { loadWorld } from '../world/load-world.ts';
import { tellStories } from '../world/stories.ts';

/** A hub over a world of some size. */
export interface SizedHub {
  readonly people: number;
  /** How long its world took to make. */
  readonly seconds: number;
  /** One field of one person, or the page of a claim. @throws Error when it is not answered whole */
  ask(kind: 'point' | 'page'): Promise<void>;
  stop(): Promise<void>;
}

const seed = 'growth';

/**
 * Makes a world in stores of its own, and a hub over it.
 *
 * @param uriOf the store of each
 */
export async function openSizedHub(
  population: number,
  uriOf: (name: string) => string,
  onFault: (line: string) => void,
): Promise<SizedHub> {
  const begun = performance.now();
  const opened = await Promise.all(
    [...agencies, 'hub'].map(async (name) => [name, await openStore({ uri: uriOf(name) })] as const),
  );
  const stores = Object.fromEntries(opened) as unknown as HubStores;
  const people = await loadWorld(stores, { seed, population, asOf: defaultDay });
  const seconds = (performance.now() - begun) / 1_000;
  const citizen = tellStories(seed, defaultDay)[0]?.citizenId ?? '';
  const claim = await findFirstClaim(stores.vss, citizen);
  const hub = await startHub({
    stores,
    log: memoryLog(),
    host: '127.0.0.1',
    port: 0,
    quotas: unlimited,
    onFault,
  });
  const questions: Readonly<Record<'point' | 'page', readonly [string, Asker]>> = {
    point: [`{ citizen(id: "${citizen}") { fullName } }`, { persona: 'citizen', citizen }],
    page: [
      claim.explorer.query,
      { persona: 'vss-officer', organisation: claim.office, case: claim.number, purpose: 'SI.CLAIM.DECIDE' },
    ],
  };
  return {
    people,
    seconds,
    async ask(kind) {
      const [query, asker] = questions[kind];
      const { status, data } = await askHub(hub.url, query, {}, asker);
      if (status !== 200 || !data) throw new Error(`${kind} was not answered: ${status}.`);
    },
    async stop() {
      await hub.stop();
      await Promise.all(Object.values(stores).map((store) => store.close()));
    },
  };
}

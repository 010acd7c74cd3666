import { agencies, startHub, type Agency, type RunningHub } from '../../start-hub.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { defaultDay } from '../world/generate-world.ts';
import { loadWorld } from '../world/load-world.ts';
import { tellStories, type StoryName } from '../world/stories.ts';

/** The whole hub over a small world, on a free port. */
export interface HubUnderTest {
  readonly hub: RunningHub;
  readonly stores: Record<Agency, Store>;
  /** Lines that the hub wrote about faults. */
  readonly faults: readonly string[];
  /** Sends an operation over HTTP. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<GraphqlAnswer>;
  /** Opaque id of the citizen whom a story is about. */
  citizenOf(story: StoryName): string;
  stop(): Promise<void>;
}

/** An answer as it came over the wire. */
export interface GraphqlAnswer {
  readonly status: number;
  readonly text: string;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Record<string, unknown>;
  }[];
}

/** Starts a hub over a world of at least `population` people. */
export async function startTestHub(population = 200, seed = 'scenario'): Promise<HubUnderTest> {
  const opened = await Promise.all(
    agencies.map(async (agency) => [agency, await openStore({ uri: 'memory:' })] as const),
  );
  const stores = Object.fromEntries(opened) as Record<Agency, Store>;
  await loadWorld(stores, { seed, population, asOf: defaultDay });
  const faults: string[] = [];
  const hub = await startHub({
    stores,
    host: '127.0.0.1',
    port: 0,
    explorerQuery: '{ __typename }',
    onFault: (line) => faults.push(line),
  });
  const told = new Map(tellStories(seed, defaultDay).map(({ name, citizenId }) => [name, citizenId]));
  return {
    hub,
    stores,
    faults,
    ask: (query, variables = {}) => askHub(hub.url, query, variables),
    citizenOf(story) {
      const citizenId = told.get(story);
      if (citizenId === undefined) throw new Error(`no such story: ${story}`);
      return citizenId;
    },
    async stop() {
      await hub.stop();
      await Promise.all(Object.values(stores).map((store) => store.close()));
    },
  };
}

/** Sends an operation to a hub over HTTP. */
export async function askHub(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<GraphqlAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const body = JSON.parse(text) as Partial<GraphqlAnswer>;
  return { status: response.status, text, data: body.data, errors: body.errors ?? [] };
}

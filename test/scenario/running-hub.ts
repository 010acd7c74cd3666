import {
  issueDevelopmentToken,
  type DevelopmentToken,
} from '../../gateway/identity/development/development-issuer.ts';
import { developmentPersonas } from '../../gateway/identity/development/personas.ts';
import { defaultLimits, type Limits } from '../../gateway/limits/limits.ts';
import { memoryLog, type MemoryLog } from '../../gateway/log/memory-log.ts';
import {
  agencies,
  startHub,
  type HubOptions,
  type HubStores,
  type RunningHub,
} from '../../start/start-hub.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { watchPersonal } from '../observability/whole-suite/personal-values.ts';
import { tappedHub } from '../observability/whole-suite/tapped-hub.ts';
import { tell } from '../observability/whole-suite/told.ts';
import { defaultDay } from '../world/generate-world.ts';
import { loadWorld } from '../world/load-world.ts';
import { tellStories, type StoryName } from '../world/stories.ts';

/** The whole hub over a small world, on a free port. */
export interface HubUnderTest {
  readonly hub: RunningHub;
  readonly stores: HubStores;
  readonly log: MemoryLog;
  /** Lines that the hub wrote about faults. */
  readonly faults: readonly string[];
  /** Sends an operation over HTTP, as a persona, for the persona's own purpose if no other is given. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>, asker?: Asker): Promise<GraphqlAnswer>;
  /** Opaque id of the citizen whom a story is about. */
  citizenOf(story: StoryName): string;
  stop(): Promise<void>;
}

/** Who asks; whoever is left out shows no token. */
export interface Asker extends Omit<DevelopmentToken, 'minutes'> {
  readonly purpose?: string;
  readonly case?: string;
  readonly reason?: string;
  readonly breakGlass?: string;
  readonly dryRun?: string;
  readonly language?: string;
}

/** An answer as it came over the wire. */
export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Record<string, unknown>;
  }[];
}

export interface TestHubOptions extends Partial<HubOptions> {
  /** Puts something between the hub and its stores; the test has them as they are. */
  readonly between?: (stores: HubStores) => HubStores;
}

/**
 * Five parts share the test's process, and the machine may have other work: how late its loop is, is no part of what a
 * scenario promises, so nobody is sent away for it. `test/overload` is about that.
 */
const patient: Limits = {
  ...defaultLimits,
  load: { ...defaultLimits.load, loopDelay: 60_000, calmWait: 60_000, busyWait: 60_000 },
};

/** Starts a hub over a world of at least `population` people. */
export async function startTestHub(
  population = 200,
  seed = 'scenario',
  { between, ...options }: TestHubOptions = {},
): Promise<HubUnderTest> {
  const names = [...agencies, 'hub'] as const;
  const opened = await Promise.all(
    names.map(async (name) => [name, await openStore({ uri: 'memory:' })] as const),
  );
  const stores = Object.fromEntries(opened) as unknown as HubStores;
  const log = memoryLog();
  const watched = watchPersonal(stores, (value) => tell('value', value));
  await loadWorld(watched, { seed, population, asOf: defaultDay });
  const faults: string[] = [];
  const tapped = tappedHub();
  const hub = await startHub({
    stores: between?.(stores) ?? stores,
    log,
    host: '127.0.0.1',
    port: 0,
    limits: patient,
    ...tapped,
    ...options,
    onFault(line) {
      tell('fault', line);
      faults.push(line);
      options.onFault?.(line);
    },
  });
  const told = new Map(tellStories(seed, defaultDay).map(({ name, citizenId }) => [name, citizenId]));
  return {
    hub,
    stores,
    log,
    faults,
    ask: (query, variables = {}, asker) => askHub(hub.url, query, variables, asker),
    citizenOf(story) {
      const citizenId = told.get(story);
      if (citizenId === undefined) throw new Error(`no such story: ${story}`);
      return citizenId;
    },
    async stop() {
      await hub.stop();
      await tapped.tracing.close();
      await Promise.all(Object.values(stores).map((store) => store.close()));
    },
  };
}

/** Sends an operation to a hub over HTTP. */
export async function askHub(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  asker?: Asker,
): Promise<GraphqlAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(asker && (await headersOf(asker))) },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const body = JSON.parse(text) as Partial<GraphqlAnswer>;
  const { status, headers } = response;
  return { status, headers, text, data: body.data, errors: body.errors ?? [] };
}

/** What a persona sends beside its operation. */
export async function headersOf(asker: Asker): Promise<Record<string, string>> {
  const {
    purpose = developmentPersonas[asker.persona].purpose,
    reason,
    breakGlass,
    dryRun,
    language,
  } = asker;
  const token = await issueDevelopmentToken({ ...asker, minutes: 5 });
  return {
    authorization: `Bearer ${token}`,
    ...(purpose !== '' && { 'hub-purpose': purpose }),
    ...(asker.case !== undefined && { 'hub-case': asker.case }),
    ...(reason !== undefined && { 'hub-reason': encodeURIComponent(reason) }),
    ...(breakGlass !== undefined && { 'hub-break-glass': breakGlass }),
    ...(dryRun !== undefined && { 'hub-dry-run': dryRun }),
    ...(language !== undefined && { 'accept-language': language }),
  };
}

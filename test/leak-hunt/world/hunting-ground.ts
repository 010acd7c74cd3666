import { defaultLimits } from '../../../gateway/limits/limits.ts';
import { readFile } from 'node:fs/promises';
import { Supergraph } from '@apollo/federation-internals';
import { isEnumType, type GraphQLSchema } from 'graphql';
import type { DisclosureEntry } from '../../../gateway/log/disclosure-entry.ts';
import { agencies, startHub, type HubOptions, type HubStores } from '../../../start/start-hub.ts';
import { scalars } from '../../../subgraphs/kit/resolvers.ts';
import { openStore } from '../../../subgraphs/kit/store/open-store.ts';
import type { CollectionSpec, Stored } from '../../../subgraphs/kit/store/port.ts';
import { unlimited } from '../../quota/unlimited.ts';
import { defaultDay, generateWorld } from '../../world/generate-world.ts';
import { worldCollections, type WorldRecord } from '../../world/world-record.ts';
import { addAdoptions } from './add-adoptions.ts';
import { canaryCage, type CanaryCage } from './canary-cage.ts';
import { openEmergencies } from './open-emergencies.ts';
import { plantCanaries } from './plant-canaries.ts';

/** The hub over a small world in which every protected value is a canary. */
export interface HuntingGround {
  readonly url: string;
  /** What clients see of the graph; its scalars read values as the agencies do. */
  readonly schema: GraphQLSchema;
  readonly stores: HubStores;
  /** Everything that is stored, as it is stored. */
  readonly records: readonly WorldRecord[];
  readonly cage: CanaryCage;
  /** What was logged since the last time. */
  takeEntries(): readonly DisclosureEntry[];
  /** Lines that the hub wrote about faults since the last time. */
  takeFaults(): readonly string[];
  stop(): Promise<void>;
}

/** Starts a hub over a world of at least `population` people. */
export async function openHuntingGround(
  population: number,
  seed: string,
  options: Pick<HubOptions, 'enforcement'> = {},
): Promise<HuntingGround> {
  const names = [...agencies, 'hub'] as const;
  const opened = await Promise.all(
    names.map(async (name) => [name, await openStore({ uri: 'memory:' })] as const),
  );
  const stores = Object.fromEntries(opened) as unknown as HubStores;
  const schema = await readSchema();
  const words = enumValuesOf(schema);
  const cage = canaryCage();
  const world = Array.from(generateWorld({ seed, population, asOf: defaultDay })).flat();
  const records = [...world, ...addAdoptions(world)].map(
    (record) => ({ ...record, doc: plantCanaries(record, cage, (text) => words.has(text)) }) as WorldRecord,
  );
  await store(stores, records);
  await openEmergencies(stores.hub, records);
  const entries: DisclosureEntry[] = [];
  const log = {
    append: async (entry: DisclosureEntry) => void entries.push(entry),
    check: async () => {},
    close: async () => {},
  };
  const faults: string[] = [];
  const onFault = (line: string) => faults.push(line);
  // What may be asked is limited elsewhere: here it is asked for as much as it takes to find a leak.
  const operation = { ...defaultLimits.operation, cost: Number.MAX_SAFE_INTEGER };
  const limits = { ...defaultLimits, operation };
  const settings = { stores, log, host: '127.0.0.1', port: 0, quotas: unlimited, limits, onFault };
  const hub = await startHub({ ...settings, ...options });
  return {
    url: `${hub.url}/graphql`,
    schema,
    stores,
    records,
    cage,
    takeEntries: () => entries.splice(0),
    takeFaults: () => faults.splice(0),
    async stop() {
      await hub.stop();
      await Promise.all(Object.values(stores).map((each) => each.close()));
    },
  };
}

async function store(stores: HubStores, records: readonly WorldRecord[]): Promise<void> {
  for (const [agency, specs] of Object.entries(worldCollections)) {
    for (const [name, spec] of Object.entries<CollectionSpec<Stored>>(specs)) {
      const collection = await stores[agency as keyof typeof worldCollections].collection(spec);
      await collection.insertMany(records.filter((each) => each.collection === name).map(({ doc }) => doc));
    }
  }
}

async function readSchema(): Promise<GraphQLSchema> {
  const sdl = await readFile(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8');
  const schema = Supergraph.build(sdl, { supportedFeatures: null }).apiSchema().toGraphQLJSSchema();
  for (const [name, { parseValue, parseLiteral, serialize }] of Object.entries(scalars)) {
    Object.assign(schema.getType(name) ?? {}, { parseValue, parseLiteral, serialize });
  }
  return schema;
}

function enumValuesOf(schema: GraphQLSchema): ReadonlySet<string> {
  const enums = Object.values(schema.getTypeMap()).filter((type) => isEnumType(type));
  return new Set(enums.flatMap((type) => type.getValues().map(({ name }) => name)));
}

import type { GraphQLResolveInfo } from 'graphql';
import type { HubStores } from '../../../start/start-hub.ts';
import { health } from '../../../subgraphs/health/subgraph.ts';
import { justice } from '../../../subgraphs/justice/subgraph.ts';
import { createCursorCodec } from '../../../subgraphs/kit/cursor.ts';
import type { Subgraph } from '../../../subgraphs/kit/subgraph.ts';
import { population } from '../../../subgraphs/population/subgraph.ts';
import { vss } from '../../../subgraphs/vss/subgraph.ts';
import type { Part } from './classification.ts';
import type { Fields } from './standing.ts';

type Agency = Exclude<Part, 'hub'>;

/** What there is, whoever asks: the agencies' resolvers without any guard. */
export interface Truth {
  /** What a field is; a GraphQLError of the resolver is thrown. */
  field(part: Agency, type: string, field: string, record: Fields, args: Fields): Promise<unknown>;
  /** What an agency knows of a record of another one; undefined where it knows nothing. */
  reference(part: Agency, type: string, id: string): Promise<Fields | undefined>;
}

type Resolve = (record: unknown, args: unknown, scope: unknown, info: unknown) => unknown;

/** Reads the truth out of the agencies' stores; what was read once is kept, since nothing changes. */
export async function openTruth(stores: HubStores): Promise<Truth> {
  const opened = {
    health: await openAgency(health, stores.health),
    justice: await openAgency(justice, stores.justice),
    population: await openAgency(population, stores.population),
    vss: await openAgency(vss, stores.vss),
  };
  return {
    async field(part, type, field, record, args) {
      const { resolverOf, scope } = opened[part];
      const resolve = resolverOf(type, field);
      const info = { fieldName: field } as GraphQLResolveInfo;
      return resolve ? await resolve(record, args, scope, info) : record[field];
    },
    async reference(part, type, id) {
      const { resolverOf, scope } = opened[part];
      const resolve = resolverOf(type, '__resolveReference');
      const reference = { __typename: type, id };
      const record = resolve ? await resolve(reference, scope, undefined, undefined) : reference;
      return (record ?? undefined) as Fields | undefined;
    },
  };
}

async function openAgency<Sources extends object>(subgraph: Subgraph<Sources>, store: HubStores[Agency]) {
  const sources = (await subgraph.open(store))();
  const today = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh');
  // Of somebody with a duty over every record: what others are told of one who is not there is for the oracle to say.
  const call = { access: { role: 'AUDITOR', relations: {} } };
  const scope = { ...sources, call, today, cursors: createCursorCodec(new Uint8Array(32)) };
  const resolverOf = (type: string, field: string): Resolve | undefined =>
    (subgraph.resolvers[type] as Readonly<Record<string, Resolve>> | undefined)?.[field];
  return { scope, resolverOf };
}

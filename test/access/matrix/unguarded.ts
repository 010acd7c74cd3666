import { randomBytes } from 'node:crypto';
import { execute, parse, validate } from 'graphql';
import type { HubStores } from '../../../start/start-hub.ts';
import { health } from '../../../subgraphs/health/subgraph.ts';
import { justice } from '../../../subgraphs/justice/subgraph.ts';
import { createCursorCodec } from '../../../subgraphs/kit/cursor.ts';
import { subgraphSchema } from '../../../subgraphs/kit/start-subgraph.ts';
import type { Store } from '../../../subgraphs/kit/store/port.ts';
import type { Subgraph } from '../../../subgraphs/kit/subgraph.ts';
import { population } from '../../../subgraphs/population/subgraph.ts';
import { vss } from '../../../subgraphs/vss/subgraph.ts';
import type { Way } from './way-to.ts';

/** Answers a selection of an entity; undefined where the agency does not have it. */
type Answerer = (document: string) => Promise<unknown>;

/** What the stores hold at the end of a way, as the agencies' resolvers read it when nobody guards them. */
export async function openUnguarded(stores: HubStores): Promise<(way: Way) => Promise<unknown>> {
  const agencies: readonly Answerer[] = await Promise.all([
    answerer(population, stores.population),
    answerer(health, stores.health),
    answerer(justice, stores.justice),
    answerer(vss, stores.vss),
  ]);
  return async ({ entity: { type, id }, inEntity }) => {
    const document = `{ _entities(representations: [{ __typename: "${type}", id: "${id}" }]) { ... on ${type} { ${inEntity} } } }`;
    const found = await Promise.all(agencies.map((answer) => answer(document)));
    return found.find((value) => value !== undefined);
  };
}

async function answerer<Sources extends object>(
  subgraph: Subgraph<Sources>,
  store: Store,
): Promise<Answerer> {
  const schema = await subgraphSchema(subgraph);
  const sources = await subgraph.open(store);
  const cursors = createCursorCodec(randomBytes(32));
  const today = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh');
  return async (text) => {
    const document = parse(text);
    if (validate(schema, document).length > 0) return undefined;
    const { data, errors } = await execute({
      schema,
      document,
      contextValue: { cursors, today, ...sources() },
    });
    if (errors?.[0]) throw errors[0];
    return endOf(JSON.parse(JSON.stringify(data)));
  };
}

/** The value at the end of an answer that has one field at each level, and of a list in the first row that has any. */
export function endOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(endOf).find((end) => end !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  const [inner] = Object.values(value);
  return endOf(inner);
}

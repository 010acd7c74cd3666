import { execute, getNamedType, isLeafType, isObjectType, parse, type DocumentNode } from 'graphql';
import type { AccessContext } from '../../../schema/hub-context.ts';
import { loadPolicy } from '../../../schema/policy/load-policy.ts';
import type { Policy } from '../../../schema/policy/policy.ts';
import type { HubStores } from '../../../start/start-hub.ts';
import { health } from '../../../subgraphs/health/subgraph.ts';
import { justice } from '../../../subgraphs/justice/subgraph.ts';
import { enforceAccess } from '../../../subgraphs/kit/access/enforce-access.ts';
import { createCursorCodec } from '../../../subgraphs/kit/cursor.ts';
import { subgraphSchema } from '../../../subgraphs/kit/start-subgraph.ts';
import type { Subgraph } from '../../../subgraphs/kit/subgraph.ts';
import { population } from '../../../subgraphs/population/subgraph.ts';
import { vss } from '../../../subgraphs/vss/subgraph.ts';
import type { Part } from '../oracle/classification.ts';
import type { Fields } from '../oracle/standing.ts';

/** A record of an agency, as another would name it. */
export interface NamedRecord {
  readonly part: Exclude<Part, 'hub'>;
  readonly type: string;
  readonly id: string;
}

/** Asks an agency for every leaf of a record, as a gateway would that refuses nothing. */
export type AskAgency = (record: NamedRecord, access: AccessContext) => Promise<Fields>;

/** Opens the agencies over the stores of the hub, with their own guards and nothing before them. */
export async function openAgencies(stores: HubStores): Promise<AskAgency> {
  const policy = await loadPolicy();
  const opened = {
    health: await openAgency(health, stores.health, policy),
    justice: await openAgency(justice, stores.justice, policy),
    population: await openAgency(population, stores.population, policy),
    vss: await openAgency(vss, stores.vss, policy),
  };
  return ({ part, type, id }, access) => opened[part](type, id, access);
}

async function openAgency<Sources extends object>(
  subgraph: Subgraph<Sources>,
  store: HubStores[NamedRecord['part']],
  policy: Policy,
) {
  const plain = await subgraphSchema(subgraph);
  const maskKey = 'k'.repeat(32);
  const { schema, accessOf } = enforceAccess(plain, {
    policy,
    standings: subgraph.standings ?? {},
    maskKey,
  });
  const sources = await subgraph.open(store);
  const cursors = createCursorCodec(new Uint8Array(32));
  const questions = new Map<string, DocumentNode>();
  const today = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh');

  function leavesOf(name: string): DocumentNode {
    const type = schema.getType(name);
    const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
    const leaves = fields.filter(
      (field) => isLeafType(getNamedType(field.type)) && field.args.length === 0 && field.name !== 'id',
    );
    const selection = leaves.map((field) => field.name).join(' ');
    return parse(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${name} { ${selection} } } }`,
    );
  }

  return async (type: string, id: string, access: AccessContext): Promise<Fields> => {
    const { data } = await execute({
      schema,
      document: questions.getOrInsertComputed(type, leavesOf),
      variableValues: { of: [{ __typename: type, id }] },
      contextValue: { ...sources(), call: { access }, access: accessOf(access, today), cursors, today },
    });
    const [entity] = (data?.['_entities'] ?? []) as readonly (Fields | null)[];
    return entity ?? {};
  };
}

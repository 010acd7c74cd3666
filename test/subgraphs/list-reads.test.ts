import { getNamedType, isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { medicalDocuments } from '../../subgraphs/health/collections.ts';
import { health } from '../../subgraphs/health/subgraph.ts';
import * as civilStatus from '../../subgraphs/justice/collections.ts';
import { justice } from '../../subgraphs/justice/subgraph.ts';
import { subgraphSchema } from '../../subgraphs/kit/start-subgraph.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import { citizens, familyRelations } from '../../subgraphs/population/collections.ts';
import { population } from '../../subgraphs/population/subgraph.ts';
import * as insurance from '../../subgraphs/vss/collections.ts';
import { vss } from '../../subgraphs/vss/subgraph.ts';
import { openSubgraph, type OpenSubgraph } from './execute.ts';
import { floodStore, type FloodStore } from './flood-store.ts';
import { kinds, paper } from './health/records.ts';
import { birth, death, extract } from './justice/records.ts';
import { citizen, relation } from './population/records.ts';
import { claim, contribution, insured } from './vss/records.ts';

/** One row of each list; the flood makes as many of it as anybody asks for. */
async function openHealth(around: FloodStore['around']) {
  const open = await openSubgraph(health, around);
  const papers = kinds.map((kind) => paper(kind, kind, { citizenId: 'someone' }));
  const notice = paper('MEDICAL_BIRTH_NOTICE', 'notice', { citizenId: 'someone' });
  await open.put(medicalDocuments, ...papers, { ...notice, partyIds: ['someone'] });
  return open;
}

async function openJustice(around: FloodStore['around']) {
  const open = await openSubgraph(justice, around);
  await open.put(
    civilStatus.birthRegistrations,
    birth('BirthRegistration', 'child', { parentIds: ['someone'] }),
  );
  await open.put(civilStatus.deathRegistrations, death('DeathRegistration', 'someone'));
  await open.put(
    civilStatus.extracts,
    extract('bx', 'BIRTH_EXTRACT', 'BirthRegistration'),
    extract('dx', 'DEATH_EXTRACT', 'DeathRegistration'),
  );
  return open;
}

async function openPopulation(around: FloodStore['around']) {
  const open = await openSubgraph(population, around);
  await open.put(citizens, citizen('someone'));
  await open.put(
    familyRelations,
    relation('someone', 'SPOUSE', 'a'),
    relation('someone', 'ADOPTED_CHILD', 'b'),
  );
  return open;
}

async function openInsurance(around: FloodStore['around']) {
  const open = await openSubgraph(vss, around);
  await open.put(insurance.insuredPersons, insured('someone'));
  await open.put(insurance.contributions, contribution('someone', '2026-01-01', '2026-02-01'));
  await open.put(insurance.claims, claim('c', 'someone', { dueOn: '2026-08-01' }));
  return open;
}

/** Sums over a period of at most a quarter: they read what they add up, and list no rows. */
const sums = new Set(['Query.facilityDelays', 'FacilityPromptness.worst']);

/** The ids under which `_entities` finds a parent of a list, where it is not `someone`. */
const idOf: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    kinds.map((kind) => [
      kind.toLowerCase().replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase()),
      kind,
    ]),
  ),
  BirthRegistration: 'BirthRegistration',
  DeathRegistration: 'DeathRegistration',
};

/** How a list is come by that neither an entity nor the root has without more. */
const ways: Readonly<Record<string, (list: string) => string>> = {
  InsuredPerson: (list) => ofEntity('Citizen', `insurance { ${list} }`),
};
const given: Readonly<Record<string, string>> = {
  'Query.claims': 'office: "office-1", state: SUBMITTED, ',
  'Query.claimTasks': 'state: SUBMITTED, ',
};

function ofEntity(type: string, selection: string): string {
  const id = idOf[type] ?? 'someone';
  return `{ _entities(representations: [{ __typename: "${type}", id: "${id}" }]) { ... on ${type} { ${selection} } } }`;
}

/** Every list of a schema that takes `first`, as an operation that asks for so many. */
function listsOf(schema: GraphQLSchema): ReadonlyMap<string, (first: number) => string> {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type));
  return new Map(types.flatMap((type) => listsIn(type, schema)));
}

function listsIn(type: GraphQLObjectType, schema: GraphQLSchema) {
  const fields = Object.values(type.getFields()).filter(({ args }) =>
    args.some(({ name }) => name === 'first'),
  );
  return fields.map(({ name, type: answer }) => {
    const coordinate = `${type.name}.${name}`;
    const inner = getNamedType(answer);
    const rows =
      isObjectType(inner) && inner.getFields()['nodes'] ? '{ nodes { __typename } }' : '{ __typename }';
    const ask = (first: number) => {
      const list = `${name}(${given[coordinate] ?? ''}first: ${first}) ${rows}`;
      if (type === schema.getQueryType()) return `{ ${list} }`;
      return (ways[type.name] ?? ((selection: string) => ofEntity(type.name, selection)))(list);
    };
    return [coordinate, ask] as const;
  });
}

async function loadedOf(open: OpenSubgraph, flood: FloodStore, operation: string): Promise<number> {
  flood.takeLoaded();
  const { errors } = await open.run(operation, {}, { organisation: 'office-1' });
  if (errors?.[0]) throw errors[0];
  return flood.takeLoaded();
}

describe.each([
  ['health', health as Subgraph<object>, openHealth],
  ['justice', justice as Subgraph<object>, openJustice],
  ['population', population as Subgraph<object>, openPopulation],
  ['social insurance', vss as Subgraph<object>, openInsurance],
] as const)('of lists that never end, %s', (_, subgraph, openWith) => {
  test('loads a page of each, and at most two rows more', async () => {
    const flood = floodStore();
    const open = await openWith(flood.around);
    const lists = [...listsOf(await subgraphSchema(subgraph))].filter(
      ([coordinate]) => !sums.has(coordinate),
    );
    expect(lists.length).toBeGreaterThan(1);
    for (const [coordinate, ask] of lists) {
      for (const first of [1, 100]) {
        const loaded = await loadedOf(open, flood, ask(first));
        expect([coordinate, first, loaded > first && loaded <= first + 2]).toEqual([coordinate, first, true]);
      }
    }
  });
});

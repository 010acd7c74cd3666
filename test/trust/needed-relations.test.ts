import { readFile } from 'node:fs/promises';
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { anonymousFacts, type AccessFacts } from '../../gateway/access/access-facts.ts';
import {
  loadSupergraph,
  type LoadedSupergraph,
} from '../../gateway/federation/supergraph/load-supergraph.ts';
import { createNeededRelations, type NeededRelations } from '../../gateway/trust/needed-relations.ts';
import { requestRelations } from '../../gateway/trust/prove-relations.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import type { Policy } from '../../schema/policy/policy.ts';
import { relations, type Relation } from '../../schema/policy/relation.ts';
import { health } from '../../subgraphs/health/subgraph.ts';
import { justice } from '../../subgraphs/justice/subgraph.ts';
import { fieldAccessOf } from '../../subgraphs/kit/access/field-access.ts';
import { nodeOfConnection } from '../../subgraphs/kit/access/connection-shape.ts';
import type { Coordinate } from '../../subgraphs/kit/access/coordinate.ts';
import { createJudges, type Judge } from '../../subgraphs/kit/access/judge.ts';
import { subgraphSchema } from '../../subgraphs/kit/start-subgraph.ts';
import { population } from '../../subgraphs/population/subgraph.ts';
import { vss } from '../../subgraphs/vss/subgraph.ts';

const day = '2026-11-23';
let policy: Policy;
let graph: LoadedSupergraph;
let neededFor: NeededRelations;
beforeAll(async () => {
  policy = await loadPolicy();
  graph = loadSupergraph(await readFile(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'));
  neededFor = createNeededRelations(policy.table, () => graph);
});

const facts = (role: string, purpose: string): AccessFacts => ({ ...anonymousFacts(day), role, purpose });
const citizen = facts('CITIZEN', 'DS.SELF.VIEW');
const officer = facts('VSS_CLAIM_OFFICER', 'SI.CLAIM.DECIDE');
const entities = (selections: string) =>
  `query ($r: [_Any!]!) { _entities(representations: $r) { ${selections} } }`;

describe('a relation is proven', () => {
  test.each<[string, AccessFacts, string, readonly Relation[]]>([
    [
      'for a death, which relatives may know',
      citizen,
      '{ citizen(id: "x") { isDeceased } }',
      ['REPRESENTED'],
    ],
    [
      'for a death inside a type',
      citizen,
      entities('... on DeathRegistration { causeOfDeath }'),
      ['REPRESENTED'],
    ],
    [
      'for a paper that can turn out to tell of a death, though nothing of it is selected',
      citizen,
      entities('... on Claim { evidence { document { __typename } } }'),
      ['REPRESENTED'],
    ],
    ['for an argument', officer, '{ claimByNumber(number: "1") { __typename } }', ['CASE']],
    ['for a field of a case', officer, entities('... on Citizen { fullName }'), ['CASE']],
    [
      'for what is not in the supergraph',
      citizen,
      '{ citizen(id: "x") { unheardOf } }',
      ['REPRESENTED', 'CASE'],
    ],
    ['for what cannot be followed', citizen, '{ ...F } fragment F on Query { __typename }', ['REPRESENTED']],
  ])('%s', (_what, asker, operation, wanted) => {
    expect([...neededFor(asker, operation)]).toEqual(expect.arrayContaining([...wanted]));
  });
});

describe('a relation is not proven', () => {
  test.each<[string, AccessFacts, string, Relation]>([
    ["for a citizen's own name", citizen, '{ citizen(id: "x") { id fullName } }', 'REPRESENTED'],
    [
      "for a citizen's own papers",
      citizen,
      entities('... on Citizen { claims { nodes { number } } }'),
      'REPRESENTED',
    ],
    ['for what is public', officer, '{ citizen(id: "x") { id } }', 'CASE'],
  ])('%s', (_what, asker, operation, unwanted) => {
    expect(neededFor(asker, operation)).not.toContain(unwanted);
  });

  test('when nobody wants the proof: no agency is asked', async () => {
    const asked: string[] = [];
    const proofs = requestRelations({ ...citizen, citizen: 'me', case: 'c' }, async (name) => {
      asked.push(name);
      return { represented: ['child'] };
    });
    expect(await proofs.about(['x'], new Set<Relation>(['SELF']))).toEqual({});
    expect(asked).toEqual([]);
    expect(await proofs.about(['x'], new Set<Relation>(['REPRESENTED']))).toEqual({ represented: ['child'] });
    expect(asked).toEqual(['population']);
  });
});

test('without a proof that is not needed, no agency judges anything otherwise: all fields, roles and purposes', async () => {
  const wrong: string[] = [];
  let spared = 0;
  for (const { name, schema, resolvers } of [health, justice, population, vss]) {
    const served = await subgraphSchema({ schema, resolvers: resolvers as never });
    const accessOf = fieldAccessOf(served);
    const judges = createJudges(policy);
    const types = Object.values(served.getTypeMap()).filter(
      (type) => isObjectType(type) && graph.fullSchema.getType(type.name) !== undefined,
    );
    for (const type of types) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields())) {
        if (field.name.startsWith('_')) continue;
        const { coordinate, members, used } = accessOf(type, field);
        const inputs = everyValue(field.args).flatMap((values) => [...used(values)]);
        const rows = rowsOf(served, field).map((row) =>
          Object.values(row.getFields()).map((each) => accessOf(row, each).coordinate),
        );
        const operation = entities(`... on ${type.name} { ${field.name} }`);
        for (const [purpose, { roles }] of policy.purposes) {
          for (const role of roles) {
            const needed = neededFor(facts(role, purpose), operation);
            const judgeUnder = judges(accessContextOf(role, purpose), Temporal.PlainDate.from(day));
            for (const relation of relations) {
              if (needed.has(relation) || relation === 'NONE') continue;
              spared += 1;
              const [without, held] = [judgeUnder(['NONE']), judgeUnder(['NONE', relation])];
              const types = [...members.values()].flatMap(({ given, told = given }) => [given, told]);
              for (const judged of [coordinate, ...types, ...inputs]) {
                if (without(judged).outcome !== held(judged).outcome)
                  wrong.push(`${name} ${judged.name} ${role} ${purpose} ${relation}`);
              }
              if (rows.some((row) => isSeen(row, without) !== isSeen(row, held)))
                wrong.push(`${name} rows of ${coordinate.name} ${role} ${purpose} ${relation}`);
            }
          }
        }
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(spared).toBeGreaterThan(10_000);
});

/** What the objects of a list or of a page can be. */
function rowsOf(
  schema: GraphQLSchema,
  { type }: Pick<GraphQLField<unknown, unknown>, 'type'>,
): readonly GraphQLObjectType[] {
  const given = getNamedType(type);
  const row = nodeOfConnection(given) ?? (isListType(getNullableType(type)) ? given : undefined);
  if (isAbstractType(row)) return schema.getPossibleTypes(row);
  return isObjectType(row) ? [row] : [];
}

/** Whether any datum of a row may be seen. */
function isSeen(row: readonly Coordinate[], judge: Judge): boolean {
  return row.some((each) => each.personal && judge(each).outcome !== 'denied');
}

/** Values of arguments that between them use all that can stand in them. */
function everyValue(args: readonly GraphQLArgument[]): readonly Readonly<Record<string, unknown>>[] {
  return args.flatMap(({ name, type }) => valuesOf(type, 3).map((value) => ({ [name]: value })));
}

function valuesOf(given: GraphQLInputType, depth: number): readonly unknown[] {
  const type = getNullableType(given);
  if (isListType(type)) return valuesOf(type.ofType, depth).map((value) => [value]);
  if (isEnumType(type)) return type.getValues().map(({ value }) => value as unknown);
  if (!isInputObjectType(type) || depth === 0) return ['x'];
  return Object.values(type.getFields()).flatMap((field) =>
    valuesOf(field.type, depth - 1).map((value) => ({ [field.name]: value })),
  );
}

const accessContextOf = (role: string, purpose: string) => ({
  client: 'c',
  actor: 'a',
  role,
  purpose,
  assurance: 3,
  reasonRecorded: false,
  breakGlass: false,
  day,
  policyVersion: policy.table.version,
  relations: {},
});

import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, graphqlSync, parse, printSchema } from 'graphql';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AccessContext } from '../../../schema/hub-context.ts';
import { enforceAccess } from '../../../subgraphs/kit/access/enforce-access.ts';
import { subgraphSchema } from '../../../subgraphs/kit/start-subgraph.ts';
import { caller } from './caller.ts';
import { clinic } from './clinic.ts';
import { smallPolicy } from './small-policy.ts';

const rules = { policy: smallPolicy, standings: {}, maskKey: 'a secret of the agency, long enough' };

test('the schema with guards is the same schema, and the one without is left as it is', async () => {
  const open = await subgraphSchema(clinic(() => {}));
  const before = open.getQueryType()?.getFields()['paperCount']?.resolve;
  const { schema } = enforceAccess(open, rules);
  expect(printSchema(schema)).toBe(printSchema(open));
  expect(open.getQueryType()?.getFields()['paperCount']?.resolve).toBe(before);
});

test.each(['Pacient', 'Patient.nome', 'PaperOrder'])(
  'an agency that says whom %s is about does not start: there is no such thing',
  async (name) => {
    const schema = await subgraphSchema(clinic(() => {}));
    expect(() => enforceAccess(schema, { ...rules, standings: { [name]: () => ({}) } })).toThrow(name);
  },
);

test('an agency that does not say whom its records are about gives what is public, and nothing else', async () => {
  const schema = await subgraphSchema(clinic(() => {}));
  const enforced = enforceAccess(schema, rules);
  const contextValue = { access: enforced.accessOf(undefined, Temporal.PlainDate.from('2026-07-15')) };
  const source = '{ patient(id: "an") { id } _service { sdl } paperCount }';
  const patients = { load: () => ({ id: 'an' }) };
  const { data } = await graphql({
    schema: enforced.schema,
    source,
    contextValue: { ...contextValue, patients },
  });
  expect(data).toMatchObject({
    patient: { id: 'an' },
    paperCount: null,
    _service: { sdl: expect.stringContaining('type Patient') },
  });
});

test('without the access of its call nothing is answered', async () => {
  const { schema } = enforceAccess(await subgraphSchema(clinic(() => {})), rules);
  const { data, errors } = await graphql({ schema, source: '{ paperCount }', contextValue: {} });
  expect(data).toEqual({ paperCount: null });
  expect(errors).toHaveLength(1);
});

const vocabulary = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key"])
  directive @data(category: Category!, mask: Mask) repeatable on FIELD_DEFINITION | OBJECT
  enum Category { PUBLIC IDENTITY DIAGNOSIS }
  enum Mask { LAST4 }
`;
const today = Temporal.PlainDate.from('2026-07-15');

test('the name of a member tells what its type is classified as, so the field that leads to it is', async () => {
  const typeDefs = parse(`${vocabulary}
    union Found = Open | Secret
    union Known = Open | Plain
    type Open { id: ID @data(category: PUBLIC) }
    type Plain { id: ID @data(category: PUBLIC) }
    type Secret @data(category: DIAGNOSIS) { id: ID }
    type Query {
      found: Found @data(category: PUBLIC)
      known: Known @data(category: PUBLIC)
    }
  `);
  const Query = { found: () => ({ __typename: 'Secret' }), known: () => ({ __typename: 'Plain' }) };
  const { schema, accessOf } = enforceAccess(buildSubgraphSchema({ typeDefs, resolvers: { Query } }), rules);
  const contextValue = { access: accessOf(undefined, today) };
  const { data } = await graphql({
    schema,
    source: '{ found { __typename } known { __typename } }',
    contextValue,
  });
  expect(data).toEqual({ found: null, known: { __typename: 'Plain' } });
});

test('what is synchronous stays so: no field costs a promise because it is guarded', () => {
  const typeDefs = parse(`${vocabulary}
    type Person @key(fields: "id") {
      id: ID @data(category: PUBLIC)
      name: String @data(category: IDENTITY)
      phone: String @data(category: IDENTITY, mask: LAST4)
    }
    type Query {
      people: [Person] @data(category: PUBLIC)
      one: Person @data(category: IDENTITY)
    }
  `);
  const an = { id: 'an', name: 'An', phone: '0123456789' };
  const Query = { people: () => [an, { id: 'binh', name: 'Bình' }], one: () => an };
  const standings = { Person: ({ id }: { id: string }) => ({ subject: id }) };
  const open = buildSubgraphSchema({ typeDefs, resolvers: { Query } });
  const { schema, accessOf } = enforceAccess(open, { ...rules, standings });
  const ask = (access: AccessContext) => {
    const source = '{ people { id name phone } one { phone } }';
    return graphqlSync({ schema, source, contextValue: { access: accessOf(access, today) } }).data;
  };
  const binh = { id: 'binh', name: null, phone: null };
  expect(ask(caller({ role: 'CITIZEN', citizen: 'an' }))).toEqual({
    people: [an, binh],
    one: { phone: an.phone },
  });
  expect(ask(caller({ role: 'CITIZEN', relations: { represented: ['an'] } }))).toEqual({
    people: [{ id: 'an', name: null, phone: '****6789' }, binh],
    one: null,
  });
});

test('what is given whole tells in the report of whoever is in it, and of nobody else where there is nothing', async () => {
  const typeDefs = parse(`${vocabulary}
    type Person @key(fields: "id") { id: ID @data(category: PUBLIC) file: String @data(category: IDENTITY) }
    type Query { people: [Person] @data(category: PUBLIC) }
  `);
  const people = [
    { id: 'an', file: 'of An and Binh' },
    { id: 'chi', file: null },
  ];
  const { schema, accessOf } = enforceAccess(
    buildSubgraphSchema({ typeDefs, resolvers: { Query: { people: () => people } } }),
    {
      ...rules,
      standings: { Person: ({ id }: { id: string }) => ({ subject: id }) },
      alsoIn: { 'Person.file': async () => ['binh'] },
    },
  );
  for (const [citizen, subjects] of Object.entries({ an: ['an', 'binh'], chi: ['chi'], dung: [] })) {
    const access = accessOf(caller({ role: 'CITIZEN', citizen }), today);
    await graphql({ schema, source: '{ people { file } }', contextValue: { access } });
    const shown = access.report().disclosures.filter(({ full }) => full?.includes('Person.file'));
    expect(shown.flatMap((each) => each.subjects)).toEqual(subjects);
  }
});

test('what is given whole leaves the agency masked where it is to be masked, and tells whoever is in it', async () => {
  const typeDefs = parse(`${vocabulary}
    type Person @key(fields: "id") {
      id: ID @data(category: PUBLIC)
      file: String @data(category: IDENTITY, mask: LAST4)
    }
    type Query { people: [Person] @data(category: PUBLIC) }
  `);
  const people = [{ id: 'an', file: async () => 'of An and Binh' }];
  const { schema, accessOf } = enforceAccess(
    buildSubgraphSchema({ typeDefs, resolvers: { Query: { people: () => people } } }),
    {
      ...rules,
      standings: { Person: ({ id }: { id: string }) => ({ subject: id }) },
      alsoIn: { 'Person.file': async () => ['binh'] },
    },
  );
  const access = accessOf(caller({ role: 'CITIZEN', relations: { represented: ['an'] } }), today);
  const { data } = await graphql({ schema, source: '{ people { file } }', contextValue: { access } });
  expect(data).toEqual({ people: [{ file: '****Binh' }] });
  const shown = access.report().disclosures.filter(({ masked }) => masked?.includes('Person.file'));
  expect(shown.flatMap((each) => each.subjects)).toEqual(['an', 'binh']);
});

test('nothing but a test or a measurement serves without guards: no setting and no process says so', () => {
  const root = join(import.meta.dirname, '../../..');
  const files = globSync('{*,{gateway,schema,subgraphs}/**/*}.{ts,json,yaml}', { cwd: root });
  const naming = files.filter((file) =>
    readFileSync(join(root, file), 'utf8').includes('off for measurement'),
  );
  expect(naming).toEqual(['subgraphs/kit/start-subgraph.ts']);
});

import { expect, test } from 'vitest';
import { planSteps } from '../../gateway/federation/planning/plan-step.ts';
import type { TestSubgraph } from './serve-subgraph.ts';
import { link, startGraph } from './start-graph.ts';

const about = (id: string) => ({ __typename: 'Person', id });
const papers = [
  { __typename: 'Discharge', subject: about('an') },
  { __typename: 'Notice', subject: about('binh') },
];
const health: TestSubgraph = {
  typeDefs: `${link('@key')}
    type Query { papers: [Paper] paper: Paper }
    interface Paper { subject: Person }
    type Discharge implements Paper { subject: Person }
    type Notice implements Paper { subject: Person }
    type Person @key(fields: "id") { id: ID! }`,
  resolvers: { Query: { papers: () => papers, paper: () => papers[0] } },
};
const population: TestSubgraph = {
  typeDefs: `${link('@key')} type Person @key(fields: "id") { id: ID! name: String born: String }`,
  resolvers: {
    Person: {
      __resolveReference: ({ id }: { readonly id: string }) => ({
        id,
        name: `name of ${id}`,
        born: `day of ${id}`,
      }),
    },
  },
};

/** Asks, and says of whom the second agency was asked for what. */
async function ask(query: string) {
  const { ours, subgraphs } = await startGraph({ health, population });
  const { data, errors } = await ours(query);
  expect(errors).toBeUndefined();
  const asked = subgraphs['population']?.requests.flatMap(({ query: text, variables }) =>
    Array.from(
      text.matchAll(/_entities\(representations:\$(\w+)\)\{(.+?\})\}/g),
      ([, name = '', inside = '']) =>
        (variables[name] as readonly { readonly id: string }[]).flatMap(({ id }) =>
          ['name', 'born'].flatMap((field) =>
            new RegExp(`\\b${field}\\b`).test(inside) ? [`${field} of ${id}`] : [],
          ),
        ),
    ).flat(),
  );
  return { data, asked: asked?.toSorted() };
}

test('what is asked of objects of one type is asked of no others, though it stands at the same place', async () => {
  expect(await ask('{ papers { subject { born } ... on Notice { subject { name } } } }')).toEqual({
    data: {
      papers: [
        { subject: { born: 'day of an' } },
        { subject: { born: 'day of binh', name: 'name of binh' } },
      ],
    },
    asked: ['born of an', 'born of binh', 'name of binh'],
  });
});

test('nor of an object that turns out to be of another type', async () => {
  expect(await ask('{ paper { subject { born } ... on Notice { subject { name } } } }')).toEqual({
    data: { paper: { subject: { born: 'day of an' } } },
    asked: ['born of an'],
  });
});

test.each([
  [
    ['', 'papers', '@|[A,B]', 'subject'],
    ['papers', '@ A,B', 'subject'],
  ],
  [
    ['paper|[A]', 'subject'],
    ['paper A', 'subject'],
  ],
  [
    ['|[Query]', 'paper', '@', '@'],
    ['paper', '@', '@'],
  ],
  [
    ['h0', 1],
    ['h0', '1'],
  ],
])('the steps of the path %j are %j', (path, steps) => {
  expect(planSteps(path).map(({ key, types }) => (types ? `${key} ${[...types].join()}` : key))).toEqual(
    steps,
  );
});

import { expect, test } from 'vitest';
import { sendProven } from '../../gateway/federation/fetching/send-proven.ts';
import { agencyLink } from './agency-link.ts';
import type { SubgraphRequest, TestSubgraph } from './serve-subgraph.ts';
import { link, startGraph } from './start-graph.ts';

const types = (category = '') => `
  type Query { paper: String ${category} }
  type Mutation { file: String ${category} }`;
const ofAgency = `${agencyLink} ${types('@data(category: PUBLIC)')}`;
const ofStranger = `${link()} ${types()}`;

/** A subgraph that finds these people, one after the other, and is told in a header whom the gateway has proven. */
async function start(typeDefs: string, people: readonly string[], provable: readonly string[]) {
  const proven: (readonly string[])[] = [];
  const toldIn = ({ headers }: SubgraphRequest) => String(headers['found']).split(',').filter(Boolean);
  const tamper: TestSubgraph['tamper'] = (request) => {
    const told = toldIn(request);
    const next = people.find((one) => !told.includes(one));
    const data = { paper: `seen by ${told.length}`, file: `seen by ${told.length}` };
    const access = { disclosures: [], denials: [], ...(next !== undefined && { unproven: [next] }) };
    const key = request.query.startsWith('mutation') ? 'file' : 'paper';
    return { body: { data: { [key]: data[key] }, extensions: { access } } };
  };
  const graph = await startGraph(
    { agency: { typeDefs, tamper } },
    {
      headersFor: async ({ found }) => ({ found: found.join() }),
      seeThrough: (_reading, send) =>
        sendProven(send, async (citizens) => {
          proven.push(citizens);
          return citizens.filter((one) => provable.includes(one));
        }),
    },
  );
  return { ...graph, proven, sent: () => graph.subgraphs['agency']?.requests.map(toldIn) };
}

test('a query is sent again once more is proven of whom it found', async () => {
  const { ours, proven, sent } = await start(ofAgency, ['an', 'binh'], ['an', 'binh']);
  expect((await ours('{ paper }')).data).toEqual({ paper: 'seen by 2' });
  expect({ proven, sent: sent() }).toEqual({
    proven: [['an'], ['binh']],
    sent: [[], ['an'], ['an', 'binh']],
  });
});

test('and not where nothing more is', async () => {
  const { ours, proven, sent } = await start(ofAgency, ['an'], []);
  expect((await ours('{ paper }')).data).toEqual({ paper: 'seen by 0' });
  expect({ proven, sent: sent() }).toEqual({ proven: [['an']], sent: [[]] });
});

test('nor without end', async () => {
  const people = Array.from({ length: 20 }, (_, i) => `person ${i}`);
  const { ours, sent } = await start(ofAgency, people, people);
  expect((await ours('{ paper }')).data).toEqual({ paper: 'seen by 3' });
  expect(sent()).toHaveLength(4);
});

test('a mutation is sent once, whomever it finds', async () => {
  const { ours, proven, sent } = await start(ofAgency, ['an'], ['an']);
  expect((await ours('mutation { file }')).data).toEqual({ file: 'seen by 0' });
  expect({ proven, sent: sent() }).toEqual({ proven: [], sent: [[]] });
});

test('a subgraph that is no agency of a hub has nothing proven', async () => {
  const { ours, proven, sent } = await start(ofStranger, ['an'], ['an']);
  expect((await ours('{ paper }')).data).toEqual({ paper: 'seen by 0' });
  expect({ proven, sent: sent() }).toEqual({ proven: [], sent: [[]] });
});

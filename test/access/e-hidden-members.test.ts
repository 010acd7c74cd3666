import { expect, test } from 'vitest';
import { agencyLink } from '../federation/agency-link.ts';
import { startGraph } from '../federation/start-graph.ts';

const open = '@data(category: PUBLIC)';
const typeDefs = `${agencyLink}
  type Query { papers: [Paper] ${open} }
  interface Paper { id: ID! ${open} title: String ${open} note(short: Boolean ${open}): String ${open} }
  type Receipt implements Paper {
    id: ID! ${open} title: String ${open} note(short: Boolean ${open}): String ${open}
  }
  type Letter implements Paper {
    id: ID! ${open} title: String @data(category: IDENTITY) note(short: Boolean ${open}): String ${open}
  }
  type Diagnosis implements Paper @data(category: DIAGNOSIS) {
    id: ID! ${open} title: String ${open} note(short: Boolean ${open}): String ${open}
  }`;

const paper = (__typename: string) => ({ __typename, id: `id of ${__typename}`, title: 'T', note: 'N' });
const papers = [paper('Receipt'), paper('Letter'), paper('Diagnosis')];

/** Asks without a token an agency that does not leave out what it should, so that the gateway alone is tested. */
async function ask(selection: string) {
  const { ours, subgraphs } = await startGraph({
    agency: { typeDefs, resolvers: { Query: { papers: () => papers } } },
  });
  const answer = await ours(`{ papers { ${selection} } }`);
  expect(JSON.stringify(answer)).not.toContain('Diagnosis');
  return {
    papers: answer.data?.['papers'],
    told: answer.errors?.map(({ extensions }) => [extensions?.['affectedPath'], extensions?.['coordinate']]),
    sent: subgraphs['agency']?.requests.map(({ query }) => query).join() ?? '',
  };
}

test.each([
  ['__typename', [{ __typename: 'Receipt' }, { __typename: 'Letter' }, null]],
  ['id', [{ id: 'id of Receipt' }, { id: 'id of Letter' }, null]],
  [
    'k: id kind: __typename',
    [{ k: 'id of Receipt', kind: 'Receipt' }, { k: 'id of Letter', kind: 'Letter' }, null],
  ],
  ['note(short: true)', [{ note: 'N' }, { note: 'N' }, { note: null }]],
  ['... on Paper { id note }', [{ id: 'id of Receipt', note: 'N' }, { id: 'id of Letter', note: 'N' }, null]],
])(
  'E21: through an interface the members are seen that may be known, and of others nothing: %s',
  async (selection, expected) => {
    const { papers: seen, told, sent } = await ask(selection);
    expect({ seen, told }).toEqual({ seen: expected, told: undefined });
    expect(sent).not.toContain('Diagnosis');
  },
);

test('E21: what of a known member is denied is told with its own coordinate, and the rest is seen', async () => {
  expect(await ask('id title')).toMatchObject({
    papers: [{ id: 'id of Receipt', title: 'T' }, { id: 'id of Letter', title: null }, null],
    told: [['papers.title', 'Letter.title']],
  });
});

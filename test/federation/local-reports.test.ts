import { expect, test } from 'vitest';
import { agencyLink } from './agency-link.ts';
import { startGraph } from './start-graph.ts';

const typeDefs = `${agencyLink} type Query { rank: Int @data(category: PUBLIC) }`;
const disclosed = { relation: 'DUTY', full: ['Query.rank'] };

test.each<[string, unknown, number | null]>([
  ['an opaque id', { disclosures: [{ ...disclosed, subjects: ['AAAAAAAAAAAAAAAAAAAAAA'] }] }, 1],
  ['what may be a number', { disclosures: [{ ...disclosed, subjects: ['079185000123'] }] }, null],
  ['nobody, for it has none', undefined, null],
])(
  'what the gateway answers itself is told where its report can be recorded: it names %s',
  async (_whom, access, rank) => {
    const army = async () => ({ data: { rank: 1 }, extensions: { access } });
    const { ours } = await startGraph({ army: { typeDefs } }, { local: { army } });
    const { data, errors = [] } = await ours('{ rank }');
    const codes = rank === null ? ['SUBGRAPH_ERROR'] : [];
    expect([data, errors.map(({ extensions }) => extensions?.['code'])]).toEqual([{ rank }, codes]);
  },
);

import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import type { Answered } from '../../gateway/federation/answer-operation.ts';
import type { FederationOptions, RecordedOperation } from '../../gateway/federation/create-federation.ts';
import { SubgraphFault } from '../../gateway/federation/fetching/subgraph-fault.ts';
import { agencyLink } from './agency-link.ts';
import type { TestSubgraph } from './serve-subgraph.ts';
import { startGraph } from './start-graph.ts';

const publicly = '@data(category: PUBLIC)';
const typeDefs = `${agencyLink}
  type Query { rank(of: ID ${publicly}): Int ${publicly} }
  type Mutation { promote(who: ID ${publicly}): Int ${publicly}, rename(who: ID ${publicly}): Int! ${publicly} }`;
const subject = 'AAAAAAAAAAAAAAAAAAAAAA';
const change = `mutation { promote(who: "${subject}") }`;

interface Recorded {
  readonly answered: Answered;
  readonly operation: RecordedOperation;
}

/** Notes of which agency a change failed. */
const noteIn = (noted: unknown[]) => (fault: SubgraphFault) => {
  noted.push(fault.subgraph);
  return fault;
};

/** A graph with one agency, and what is noted of the changes that are sent to it. */
async function startWith(
  options: Partial<FederationOptions<unknown>>,
  tamper?: TestSubgraph['tamper'],
): Promise<Awaited<ReturnType<typeof startGraph>> & { noted: unknown[]; recorded: Recorded[] }> {
  const noted: unknown[] = [];
  const recorded: Recorded[] = [];
  const resolvers = { Query: { rank: () => 1 }, Mutation: { promote: () => 2, rename: () => null } };
  const graph = await startGraph(
    { army: { typeDefs, resolvers, ...(tamper && { tamper }) } },
    {
      changes: { before: async () => ['digest'], failed: noteIn(noted) },
      headersFor: ({ classifications }) => {
        noted.push(classifications);
        return {};
      },
      record: async (answered, operation) => void recorded.push({ answered, operation }),
      ...options,
    },
  );
  return { ...graph, noted, recorded };
}

test('a change is sent with the classifications by one of which the agency must decide, a read without', async () => {
  const { ours, noted } = await startWith({});
  expect([(await ours(change)).data, (await ours('{ rank }')).data]).toEqual([{ promote: 2 }, { rank: 1 }]);
  expect(noted).toEqual([['digest'], undefined]);
});

test('a change that may not be sent is not, and a read goes on', async () => {
  const before = async () => Promise.reject(new SubgraphFault('SUBGRAPH_ERROR', 'army', 'less strictly'));
  const { ours, subgraphs, noted } = await startWith({
    changes: { before, failed: (fault) => noteIn(noted)(fault) },
  });
  const { data, errors } = await ours(change);
  expect([data, errors?.map(({ extensions }) => extensions?.['code'])]).toEqual([
    { promote: null },
    ['SUBGRAPH_ERROR'],
  ]);
  expect([subgraphs['army']?.requests, noted]).toEqual([[], ['army']]);
  expect((await ours('{ rank }')).data).toEqual({ rank: 1 });
});

/** An agency that says of what it answers whom that was about. */
const reporting: TestSubgraph['tamper'] = (_request, honest) => {
  const disclosed = { subjects: [subject], relation: 'DUTY', full: ['Mutation.promote'] };
  const access = { policyVersion: 'v-1', classification: 'another', disclosures: [disclosed] };
  return { body: { ...(honest as object), extensions: { access } } };
};

test.each<[string, NonNullable<FederationOptions<unknown>['refuses']>]>([
  ['is withheld', async () => 'another'],
  [
    'nobody can judge',
    async () => Promise.reject(new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'army', 'tells no schema')),
  ],
])(
  'of a change whose answer %s the record says whom it was about, and that nothing of it was shown',
  async (_how, refuses) => {
    const { ours, recorded, noted } = await startWith({ refuses }, reporting);
    expect((await ours(change)).data).toEqual({ promote: null });
    expect(recorded.map(({ answered }) => answered.disclosures)).toEqual([
      [
        {
          subgraph: 'army',
          policyVersion: 'v-1',
          subjects: [subject],
          relation: 'DUTY',
          denied: ['Mutation.promote'],
        },
      ],
    ]);
    // What is served there is looked at anew before the next change.
    expect(noted).toEqual([['digest'], 'army']);
  },
);

test('of a read whose answer is withheld nothing is recorded as told', async () => {
  const { ours, recorded } = await startWith({ refuses: async () => 'another' }, reporting);
  expect((await ours('{ rank }')).data).toEqual({ rank: null });
  expect(recorded.map(({ answered }) => answered.disclosures)).toEqual([[]]);
});

test('of a change of which no answer comes the record has whom it names', async () => {
  const { ours, recorded } = await startWith({}, () => ({ status: 500, body: 'oops' }));
  expect((await ours(change)).data).toEqual({ promote: null });
  expect(recorded.map(({ operation }) => operation.named)).toEqual([[subject]]);
});

test('nothing is changed where nothing could be recorded', async () => {
  const { ours, subgraphs } = await startWith({ canRecord: async () => Promise.reject(new Error('full')) });
  const { data, errors } = await ours(change);
  expect([data, errors?.map(({ extensions }) => extensions?.['code'])]).toEqual([
    undefined,
    ['LOG_UNAVAILABLE'],
  ]);
  expect(subgraphs['army']?.requests).toEqual([]);
  expect((await ours('{ rank }')).data).toEqual({ rank: 1 });
});

test.each([
  ['', change],
  [', and of which nothing can be answered,', `mutation { rename(who: "${subject}") }`],
])(
  'of a change that was done%s and could not be recorded the client is told that it may be done',
  async (_, text) => {
    const { ours } = await startWith({ record: async () => Promise.reject(new Error('full')) });
    const { errors } = await ours(text);
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['CHANGE_NOT_RECORDED']);
  },
);

test('of a change that was done, of which nothing may leave and which could not be recorded the client is told that it may be done', async () => {
  const { ours } = await startWith({
    holdBack: async () => new GraphQLError('Too many people.', { extensions: { code: 'HELD' } }),
    record: async () => Promise.reject(new Error('full')),
  });
  const { errors } = await ours(change);
  expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['CHANGE_NOT_RECORDED']);
});

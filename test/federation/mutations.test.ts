import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { TestSubgraph } from './serve-subgraph.ts';
import { link, startGraph, type Graph, within } from './start-graph.ts';

/** What the agencies did, in the order in which they did it. */
let done: string[] = [];
beforeEach(() => {
  done = [];
});

/** Ends later than what another agency does at once, so that only waiting keeps the order. */
async function act(name: string): Promise<string> {
  done.push(`${name} begins`);
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  done.push(`${name} ends`);
  return name;
}

const agency = (name: string): TestSubgraph => ({
  typeDefs: `${link('@key')}
    type Query { ${name}: String }
    type Mutation { ${name}Write(say: String): String ${name}Fail: String ${name}Person: Person }
    type Person @key(fields: "id") { id: ID! ${name}Note: String }`,
  resolvers: {
    Mutation: {
      [`${name}Write`]: (_root: unknown, { say = '' }: { say?: string }) => act(`${name}${say}`),
      [`${name}Fail`]: async () => {
        await act(`${name} fails`);
        throw new Error('no');
      },
      [`${name}Person`]: async () => {
        await act(name);
        return { id: '1' };
      },
    },
    Person: { [`${name}Note`]: () => act(`${name} note`) },
  },
});

const start = (): Promise<Graph> => startGraph({ north: agency('north'), south: agency('south') });

const inOrder = (...names: readonly string[]) => names.flatMap((name) => [`${name} begins`, `${name} ends`]);

test('the mutations of one agency run one after the other, in the order of the operation', async () => {
  const { ours } = await start();
  const { data } = await ours(
    'mutation { b: northWrite(say: "2") a: northWrite(say: "1") c: northWrite(say: "3") }',
  );
  expect(data).toEqual({ b: 'north2', a: 'north1', c: 'north3' });
  expect(done).toEqual(inOrder('north2', 'north1', 'north3'));
});

test('so do those of several agencies: none begins before the one before it has ended', async () => {
  const { ours, subgraphs } = await start();
  const { data } = await ours(
    'mutation { a: northWrite(say: "1") b: southWrite(say: "2") c: northWrite(say: "3") d: southWrite(say: "4") }',
  );
  expect(data).toEqual({ a: 'north1', b: 'south2', c: 'north3', d: 'south4' });
  expect(done).toEqual(inOrder('north1', 'south2', 'north3', 'south4'));
  expect([subgraphs['north']?.requests.length, subgraphs['south']?.requests.length]).toEqual([2, 2]);
});

test('what a mutation returns is completed from another agency before the next one begins', async () => {
  const { ours } = await start();
  const { data } = await ours('mutation { northPerson { id southNote } northWrite(say: "2") }');
  expect(data).toEqual({ northPerson: { id: '1', southNote: 'south note' }, northWrite: 'north2' });
  expect(done.filter((line) => line.startsWith('north'))).toEqual(inOrder('north', 'north2'));
});

test('a mutation that fails is told, is not tried again, and the next one runs, as GraphQL has it', async () => {
  const { ours } = await start();
  const { data, errors } = await ours('mutation { northFail southWrite(say: "2") }');
  expect(data).toEqual({ northFail: null, southWrite: 'south2' });
  expect(errors?.map(({ path }) => path)).toEqual([['northFail']]);
  expect(done).toEqual(inOrder('north fails', 'south2'));
});

test.each(['unreadable', 'late'] as const)(
  'an agency whose answer is %s is not asked a second time',
  async (how) => {
    const released = Promise.withResolvers<undefined>();
    onTestFinished(() => released.resolve(undefined));
    const tamper: TestSubgraph['tamper'] = () =>
      how === 'late' ? released.promise : { status: 500, body: 'oops' };
    const graph = { north: { ...agency('north'), tamper }, south: agency('south') };
    const { ours, subgraphs } = await startGraph(graph, { limits: within(500) });
    const { data, errors } = await ours('mutation { northWrite(say: "1") }');
    expect(data).toEqual({ northWrite: null });
    expect(errors).toHaveLength(1);
    expect(done).toEqual(inOrder('north1'));
    expect(subgraphs['north']?.requests).toHaveLength(1);
  },
);

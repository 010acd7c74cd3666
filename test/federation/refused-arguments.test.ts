import { expect, test } from 'vitest';
import { agencyLink } from './agency-link.ts';
import type { TestSubgraph } from './serve-subgraph.ts';
import { link, startGraph } from './start-graph.ts';

const types = (category = '') =>
  `type Query { ward(after: String ${category}, before: String ${category}): String ${category} }`;
const ofAgency = `${agencyLink} ${types('@data(category: PUBLIC)')}`;
const ofStranger = `${link()} ${types()}`;
const refusal = { code: 'BAD_USER_INPUT', argument: 'after', problem: 'CURSOR_UNKNOWN' };
const query = '{ ward(after: "079190000123") }';

/** The error of a client whose subgraph says that about its only field. */
async function told(typeDefs: string, extensions: unknown, path?: (string | number)[]) {
  const tamper: TestSubgraph['tamper'] = (_request, honest) => {
    const [key = ''] = Object.keys((honest as { data: object }).data);
    const errors = [{ message: 'secret 079190000123', path: path ?? [key], extensions }];
    return { body: { data: { [key]: null }, errors } };
  };
  const { ours } = await startGraph({ health: { typeDefs, tamper } });
  const answer = await ours(query);
  expect(JSON.stringify(answer)).not.toMatch(/secret|079190000123/);
  return answer.errors?.map(({ message, extensions: ours }) => [ours?.['code'], message]);
}

const failed = [['SUBGRAPH_ERROR', 'An agency failed to answer this part of the request.']];

test('an argument that an agency refuses is told in words of the gateway', async () => {
  expect(await told(ofAgency, refusal)).toEqual([
    [
      'BAD_USER_INPUT',
      'Argument "after" is no cursor of this list: leave it out to begin with the first page.',
    ],
  ]);
});

test.each([
  ['an argument that the client did not write', { ...refusal, argument: 'before' }],
  ['an argument that is none', { ...refusal, argument: 'x079190000123' }],
  ['a problem that is not in the list', { ...refusal, problem: 'secret' }],
  ['a problem that every object has', { ...refusal, problem: 'constructor' }],
  ['no problem', { code: 'BAD_USER_INPUT', argument: 'after' }],
  ['another code', { ...refusal, code: 'SOURCE_UNAVAILABLE' }],
])('with %s it is told as a failure', async (_what, extensions) => {
  expect(await told(ofAgency, extensions)).toEqual(failed);
});

test('of a subgraph that is no agency of a hub it is told as a failure', async () => {
  expect(await told(ofStranger, refusal)).toEqual(failed);
});

import { expect, test } from 'vitest';
import type { CompiledPart } from '../../gateway/federation/fetching/compile-calls.ts';
import { noteReport } from '../../gateway/federation/fetching/note-report.ts';
import { nothingFetched } from '../../gateway/federation/fetching/plan-run.ts';
import type { SubgraphReply } from '../../gateway/federation/reading/read-reply.ts';
import type { FetchedObject } from '../../gateway/operation/fetched-value.ts';

const [first, second] = [Object.create(null), Object.create(null)] as readonly FetchedObject[];

/** A call that asks for two entities, which stand at two places. */
const part = {
  fetch: { serviceName: 'people' },
  places: [
    { plain: ['mother'], objects: () => [first] },
    { plain: ['father'], objects: () => [second] },
  ],
} as unknown as CompiledPart;

function told(path: readonly string[], positions: readonly number[] | undefined, isRoot = false) {
  const fetched = nothingFetched();
  const denial = { path, coordinate: 'Person.name', ...(positions && { entities: positions }) };
  const access = { policyVersion: 'v-1', disclosures: [], denials: [denial] };
  const entities = { key: '_entities', objects: [[first], [second]] } as never;
  noteReport(part, { access } as unknown as SubgraphReply, isRoot ? undefined : entities, fetched);
  return fetched.denials.map(({ path: [place] }) => place);
}

test('a denial is told where the entities stand of which it was', () => {
  expect(told(['_entities', 'name'], [1])).toEqual(['father']);
});

test.each<[string, readonly string[], readonly number[] | undefined, boolean]>([
  ['tells of no entity', ['_entities', 'name'], undefined, false],
  ['tells of one that was not asked for', ['_entities', 'name'], [5], false],
  ['tells of one that was and of one that was not', ['_entities', 'name'], [0, 5], false],
  ['tells of entities where none were asked for', ['name'], [0], true],
])('and everywhere where it %s: none is lost', (_how, path, positions, isRoot) => {
  expect(told(path, positions, isRoot)).toEqual(['mother', 'father']);
});

test('what was used to ask is no disclosure, beside what was shown or alone', () => {
  const fetched = nothingFetched();
  const about = { subjects: ['a'], relation: 'SELF' } as const;
  const used = ['Query.personByNumber(number:)'];
  const disclosures = [
    { ...about, used },
    { ...about, full: ['Person.name'], used },
  ];
  noteReport(part, { access: { disclosures, denials: [] } } as unknown as SubgraphReply, undefined, fetched);
  expect(fetched.disclosures).toEqual([{ ...about, subgraph: 'people', full: ['Person.name'] }]);
});

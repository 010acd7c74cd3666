import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createCursorCodec } from '../../../subgraphs/kit/cursor.ts';
import { claims, employers } from '../../../subgraphs/vss/collections.ts';
import { claimTasks } from '../../../subgraphs/vss/resolvers/claim-tasks.ts';
import { standings } from '../../../subgraphs/vss/standings.ts';
import { vss } from '../../../subgraphs/vss/subgraph.ts';
import { openSources } from '../open-sources.ts';
import { claim, employer } from './records.ts';

async function listOf(office: string | undefined, state: 'VERIFYING' | 'CLOSED' = 'VERIFYING') {
  const { put, sources } = await openSources(vss);
  await put(employers, employer('e1'), employer('the-office', { office: 'office-1' }));
  await put(
    claims,
    claim('later', 'a', { state: 'VERIFYING', dueOn: '2999-06-20', employerId: 'e1' }),
    claim('sooner', 'b', { state: 'VERIFYING', dueOn: '2026-06-10', employerId: 'e1' }),
    claim('colleague', 'c', { state: 'VERIFYING', dueOn: '2026-06-15', employerId: 'the-office' }),
    claim('done', 'd', { state: 'CLOSED', dueOn: '2026-06-01' }),
  );
  const access = office === undefined ? undefined : { organisation: office };
  const context = { call: { access }, cursors: createCursorCodec(randomBytes(32)), ...sources() };
  return claimTasks(undefined, { state }, context as never);
}

test('tasks come by the legal clock, and what is past it is late', async () => {
  const tasks = (await listOf('office-1'))?.nodes.map(({ claim: id, isLate }) => [id, isLate]);
  expect(tasks).toEqual([
    ['sooner', true],
    ['colleague', true],
    ['later', false],
  ]);
});

test('a colleague’s claim is no record of the office that would list it', async () => {
  const standingOf = standings['ClaimTask'];
  const nodes = (await listOf('office-1'))?.nodes ?? [];
  expect(nodes.map((task) => standingOf?.(task as never))).toEqual([
    { subject: 'b', madeBy: ['office-1'] },
    { subject: 'c', madeBy: [] },
    { subject: 'a', madeBy: ['office-1'] },
  ]);
});

test('closed files, and a caller without an office, have no list', async () => {
  expect(await listOf('office-1', 'CLOSED')).toBeNull();
  expect(await listOf(undefined)).toBeNull();
});

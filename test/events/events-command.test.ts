import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEventQueue } from '../../subgraphs/kit/events/event-queue.ts';
import { answerEventsCommand } from '../../subgraphs/kit/events/events-command.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { birthEvent } from './made-events.ts';

const folder = mkdtempSync(join(tmpdir(), 'letters-'));
const uri = `file:${join(folder, 'justice.db')}`;
const letter = `${birthEvent(1).id}.vss`;
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  const store = await openStore({ uri });
  const queue = await openEventQueue(store, 'eventOutbox');
  for (const number of [1, 2]) await queue.put(birthEvent(number), ['vss'], String(number));
  for (const delivery of await queue.due('vss', 10)) {
    await queue.settle(delivery, { state: 'DEAD', attempts: 9, failure: 'HTTP_500', dueAt: delivery.dueAt });
  }
  await store.close();
});

test('an operator lists the dead letters, replays one and then the others', async () => {
  const list = await answerEventsCommand(['--store', uri]);
  expect(list).toContain(`${letter}  justice.birth.registered  document-1 v1  9 attempts  HTTP_500`);
  expect(list).toContain('2 dead letters');
  expect(await answerEventsCommand(['--store', uri, '--replay', letter])).toBe('1 due again.');
  expect(await answerEventsCommand(['--store', uri])).toContain('1 dead letters');
  expect(await answerEventsCommand(['--store', uri, '--replay', 'all'])).toBe('1 due again.');
  expect(await answerEventsCommand(['--store', uri])).toBe('No dead letters.');
});

test.each([
  ['no store', []],
  ['an unknown option', ['--store', uri, '--all']],
  ['an unknown queue', ['--store', uri, '--queue', 'mail']],
  ['a store that is not there', ['--store', `file:${join(folder, 'other.db')}`]],
  ['a letter that is none', ['--store', uri, '--replay', 'evt_nobody.vss']],
])('%s is refused in one line', async (_what, args) => {
  await expect(answerEventsCommand(args)).rejects.toThrow(/^[^\n]+[.:;][^\n]*$/);
  expect(readdirSync(folder).filter((name) => name.startsWith('other'))).toEqual([]);
});

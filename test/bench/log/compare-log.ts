import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headersOf } from '../../scenario/running-hub.ts';
import { mongoAtHand, runMongoServer } from '../../store/run-mongo-server.ts';
import type { BenchOptions } from '../bench-options.ts';
import { contextKeys } from '../hub/compare-hub.ts';
import { hubQuestions, type HubQuestion } from '../hub/hub-questions.ts';
import type { AgenciesReady, AgenciesSetup, GatewaySetup } from '../hub/hub-setup.ts';
import { measureRounds, type Candidate } from '../measure-rounds.ts';
import { runMeasured } from '../run-measured.ts';
import { sendOne } from '../send-load.ts';
import { writeTable } from '../write-table.ts';

/** What is asked: the page with the most fetches, and one that is soon answered, so that a write weighs the most. */
const asked = [0, 2];

const title = 'the log over';

/**
 * What the disclosure log costs: the hub with all of its protection, with its log in files, in SQLite and over the protocol of
 * MongoDB, against the same hub whose entries go nowhere. Every entry is durable before its answer leaves.
 */
export async function compareLog(options: BenchOptions, print: (text: string) => void): Promise<void> {
  if (!`${title} sqlite mongodb`.includes(options.only)) return;
  const closers: (() => Promise<unknown>)[] = [];
  const { profile } = options;
  const keys = await contextKeys();
  const ground: AgenciesSetup = { protection: 'on', keys: keys.public };
  try {
    const behind = await runMeasured<AgenciesReady>('agencies', ground, { core: 1, profile });
    closers.push(() => behind.stop());
    const { urls, people } = behind.ready;
    const fronts: Pick<Candidate, 'name' | 'front' | 'behind'>[] = [];
    for (const [name, log] of await places(closers)) {
      const setup: GatewaySetup = { protection: 'on', urls, key: keys.private, ...(log && { log }) };
      const front = await runMeasured<{ readonly url: string }>('hub-gateway', setup, { core: 0, profile });
      closers.push(() => front.stop());
      fronts.push({ name, front, behind });
    }
    const questions = hubQuestions(people).filter((_, place) => asked.includes(place));
    for (const question of questions) {
      const candidates = await candidatesFor(question, fronts, options.connections);
      print(writeTable(`${title} ${question.name}`, candidates, await measureRounds(candidates, options)));
    }
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

/** Where the log is kept, by what it is called; nowhere first. */
async function places(
  closers: (() => Promise<unknown>)[],
): Promise<readonly (readonly [name: string, place?: string])[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-log-'));
  closers.push(() => rm(folder, { recursive: true }));
  const kept = [
    ['no log'],
    ['log in files', join(folder, 'files')],
    ['log in SQLite', `file:${join(folder, 'log.db')}`],
  ] as const;
  if (mongoAtHand.startsWith('no server')) return kept;
  const server = await runMongoServer();
  closers.push(() => server.stop());
  return [...kept, [`log in ${mongoAtHand}`, server.uri]];
}

/** Each answers the same, whatever becomes of the entry. */
async function candidatesFor(
  { name, query, variables = {}, asker, holds }: HubQuestion,
  fronts: readonly Pick<Candidate, 'name' | 'front' | 'behind'>[],
  connections: number,
): Promise<readonly Candidate[]> {
  const body = JSON.stringify({ query, variables });
  const requests = await Promise.all(
    Array.from({ length: connections }, async () => ({
      headers: { 'content-type': 'application/json', ...(await headersOf(asker)) },
      body,
    })),
  );
  const [first] = requests;
  assert.ok(first);
  const requestAt = (index: number) => requests[index % requests.length] ?? first;
  return Promise.all(
    fronts.map(async (front) => {
      const expected = await sendOne(front.front.ready.url, first);
      const isWhole = holds.every((part) => expected.includes(part));
      assert.ok(isWhole, `${name}: ${front.name} leaves out a part.`);
      return { ...front, requestAt, expected };
    }),
  );
}

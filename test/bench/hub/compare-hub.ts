import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { headersOf } from '../../scenario/running-hub.ts';
import type { BenchOptions } from '../bench-options.ts';
import { measureRounds, type Candidate } from '../measure-rounds.ts';
import { runMeasured } from '../run-measured.ts';
import { sendOne, type LoadRequest } from '../send-load.ts';
import { writeTable } from '../write-table.ts';
import { hubQuestionNames, hubQuestions, type HubQuestion } from './hub-questions.ts';
import type { AgenciesReady, AgenciesSetup, GatewaySetup, Protection } from './hub-setup.ts';

/** What the protection costs: the hub over four agencies with all of it, against the same hub without any. */
export async function compareHub(options: BenchOptions, print: (text: string) => void): Promise<void> {
  if (!hubQuestionNames.some((name) => name.includes(options.only))) return;
  const logFolder = await mkdtemp(join(tmpdir(), 'bench-log-'));
  const keys = await contextKeys();
  const bare = await startHub('off', keys, logFolder, options);
  const guarded = await startHub('on', keys, logFolder, options);
  try {
    for (const question of hubQuestions(guarded.people)) {
      if (!question.name.includes(options.only)) continue;
      const candidates = await candidatesFor(question, bare, guarded, options);
      print(writeTable(question.name, candidates, await measureRounds(candidates, options)));
    }
  } finally {
    await Promise.all([bare, guarded].flatMap(({ front, behind }) => [front.stop(), behind.stop()]));
    await rm(logFolder, { recursive: true });
  }
}

type Hub = Awaited<ReturnType<typeof startHub>>;

/** Keys of contexts for one run. */
export async function contextKeys() {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const kid = 'bench';
  return {
    private: { ...(await exportJWK(privateKey)), kid },
    public: { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' }] },
  };
}

async function startHub(
  protection: Protection,
  keys: Awaited<ReturnType<typeof contextKeys>>,
  logFolder: string,
  { profile }: BenchOptions,
) {
  const ground: AgenciesSetup = { protection, keys: keys.public };
  const behind = await runMeasured<AgenciesReady>('agencies', ground, { core: 1, profile });
  const { urls, people } = behind.ready;
  const setup: GatewaySetup = { protection, urls, key: keys.private, log: logFolder };
  const front = await runMeasured<{ readonly url: string }>('hub-gateway', setup, { core: 0, profile });
  return { front, behind, people };
}

/** The bare hub, the guarded one for callers who keep their tokens, and for callers who never come twice. */
async function candidatesFor(
  question: HubQuestion,
  bare: Hub,
  guarded: Hub,
  { rounds, requests, connections }: BenchOptions,
): Promise<readonly Candidate[]> {
  const body = JSON.stringify({ query: question.query, variables: question.variables ?? {} });
  const plain: LoadRequest = { headers: { 'content-type': 'application/json' }, body };
  const asked = async (): Promise<LoadRequest> => ({
    ...plain,
    headers: { ...plain.headers, ...(await headersOf(question.asker)) },
  });
  const kept = await Promise.all(Array.from({ length: connections }, asked));
  const fresh = await Promise.all(Array.from({ length: (rounds + 1) * requests }, asked));
  const pick = (of: readonly LoadRequest[], index: number) => of[index % of.length] ?? plain;
  let used = 0;
  return checked(question, [
    { name: 'protection off', ...bare, requestAt: () => plain },
    { name: 'protection on', ...guarded, requestAt: (index) => pick(kept, index) },
    {
      name: 'protection on, each request with a new token',
      ...guarded,
      requestAt: () => pick(fresh, used++),
    },
  ]);
}

/** Asks each once: who may see all that is asked gets from the guarded hub what the bare one gives anybody. */
async function checked(
  { name, holds }: HubQuestion,
  candidates: readonly Omit<Candidate, 'expected'>[],
): Promise<readonly Candidate[]> {
  let known: unknown;
  const sound: Candidate[] = [];
  for (const candidate of candidates) {
    const expected = await sendOne(candidate.front.ready.url, candidate.requestAt(0));
    const { data, errors } = JSON.parse(expected) as { readonly data: unknown; readonly errors?: unknown };
    assert.ok(errors === undefined, `${name}: ${candidate.name} answers with errors.`);
    for (const part of holds)
      assert.ok(expected.includes(part), `${name}: ${candidate.name} leaves out a part.`);
    known ??= data;
    // Without the difference: it would print the people of the world.
    assert.ok(
      JSON.stringify(data) === JSON.stringify(known),
      `${name}: ${candidate.name} answers otherwise.`,
    );
    sound.push({ ...candidate, expected });
  }
  return sound;
}

import assert from 'node:assert/strict';
import { Supergraph } from '@apollo/federation-internals';
import { composeServices } from '@apollo/composition';
import { graphql, parse } from 'graphql';
import type { BenchOptions } from '../bench-options.ts';
import { measureRounds, type Candidate } from '../measure-rounds.ts';
import { runMeasured } from '../run-measured.ts';
import { sendOne, type LoadRequest } from '../send-load.ts';
import { writeTable } from '../write-table.ts';
import { library } from './library.ts';
import { neutralQuestions } from './neutral-questions.ts';
import type { NeutralSetup } from './neutral-setup.ts';
import { neutralSchemas } from './neutral-subgraphs.ts';

/** Our gateway over subgraphs that are not ours, against plain `@apollo/gateway` over the same. */
export async function compareNeutral(options: BenchOptions, print: (text: string) => void): Promise<void> {
  const { only, profile } = options;
  const questions = Object.entries(neutralQuestions).filter(([name]) => name.includes(only));
  if (questions.length === 0) return;
  const behind = await runMeasured<Readonly<Record<string, string>>>('neutral-subgraphs', {}, { core: 1 });
  const supergraphSdl = composeLibrary(behind.ready);
  const start = (gateway: NeutralSetup['gateway']) =>
    runMeasured<{ readonly url: string }>(
      'neutral-gateway',
      { gateway, supergraphSdl },
      { core: 0, profile },
    );
  const [plain, ours] = [await start('plain'), await start('ours')];
  try {
    for (const [name, query] of questions) {
      const request = { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) };
      const candidates = await checked(await rightAnswer(supergraphSdl, query), request, [
        { name: '@apollo/gateway', front: plain, behind },
        { name: 'ours', front: ours, behind },
      ]);
      print(writeTable(name, candidates, await measureRounds(candidates, options)));
    }
  } finally {
    await Promise.all([plain, ours, behind].map((each) => each.stop()));
  }
}

function composeLibrary(urls: Readonly<Record<string, string>>): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(neutralSchemas).map(([name, sdl]) => ({
      name,
      url: urls[name] ?? '',
      typeDefs: parse(sdl),
    })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

/** What graphql-js answers over the whole library, with no federation at all. */
async function rightAnswer(supergraphSdl: string, source: string): Promise<unknown> {
  const schema = Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();
  const { data, errors } = await graphql({ schema, source, rootValue: library.root });
  assert.equal(errors, undefined);
  return plainJson(data);
}

async function checked(
  right: unknown,
  request: LoadRequest,
  candidates: readonly Pick<Candidate, 'name' | 'front' | 'behind'>[],
): Promise<readonly Candidate[]> {
  const sound: Candidate[] = [];
  for (const candidate of candidates) {
    const expected = await sendOne(candidate.front.ready.url, request);
    assert.deepEqual(
      plainJson(JSON.parse(expected)),
      { data: right },
      `${candidate.name} answers otherwise.`,
    );
    sound.push({ ...candidate, requestAt: () => request, expected });
  }
  return sound;
}

function plainJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { composeServices } from '@apollo/composition';
import { graphql, parse } from 'graphql';
import { headersOf } from '../../scenario/running-hub.ts';
import type { BenchOptions } from '../bench-options.ts';
import { measureRounds, type Candidate } from '../measure-rounds.ts';
import { runMeasured } from '../run-measured.ts';
import { sendOne, type LoadRequest } from '../send-load.ts';
import type { DrawnQuestion } from '../draw-picture.ts';
import { writeTable } from '../write-table.ts';
import { library } from './library.ts';
import { runHiveRouter } from './run-hive-router.ts';
import { neutralQuestions } from './neutral-questions.ts';
import type { NeutralGateway, NeutralSetup } from './neutral-setup.ts';
import { neutralSchemas } from './neutral-subgraphs.ts';

const gateways: Readonly<Record<NeutralGateway, string>> = {
  plain: '@apollo/gateway',
  hive: '@graphql-hive/gateway, planner in JavaScript',
  'hive-rust': '@graphql-hive/gateway, planner in Rust',
  'hive-router': 'Hive Router (Rust)',
  ours: 'ours',
  protected: 'ours, protected',
  logged: 'ours, protected, log on',
};

/**
 * Our gateway over subgraphs that are not ours, against plain `@apollo/gateway` over the same.
 *
 * @returns what was measured, for a picture
 */
export async function compareNeutral(
  options: BenchOptions,
  print: (text: string) => void,
): Promise<readonly DrawnQuestion[]> {
  const { only, profile, hive, router } = options;
  const questions = Object.entries(neutralQuestions).filter(([name]) => name.includes(only));
  if (questions.length === 0) return [];
  const behind = await runMeasured<Readonly<Record<string, string>>>('neutral-subgraphs', {}, { core: 1 });
  const supergraphSdl = composeLibrary(behind.ready);
  const missing: Partial<Record<NeutralGateway, boolean>> = {
    hive: hive === undefined,
    'hive-rust': hive === undefined,
    'hive-router': router === undefined,
  };
  const kinds = (Object.keys(gateways) as NeutralGateway[]).filter((kind) => !missing[kind]);
  const [log, configuration] = await Promise.all([
    mkdtemp(join(tmpdir(), 'bench-log-')),
    mkdtemp(join(tmpdir(), 'bench-router-')),
  ]);
  const token = await headersOf({ persona: 'population-officer' });
  const fronts: Asked[] = [];
  const drawn: DrawnQuestion[] = [];
  try {
    for (const gateway of kinds) {
      const setup: NeutralSetup = { gateway, supergraphSdl, hive, log };
      const front =
        gateway === 'hive-router'
          ? await runHiveRouter(router ?? '', supergraphSdl, configuration, { core: 0 })
          : await runMeasured<{ readonly url: string }>('neutral-gateway', setup, { core: 0, profile });
      const headers = gateway === 'protected' || gateway === 'logged' ? token : {};
      fronts.push({ name: gateways[gateway], front, behind, headers });
    }
    for (const [name, query] of questions) {
      const body = JSON.stringify({ query });
      const candidates = await checked(await rightAnswer(supergraphSdl, query), body, fronts);
      const figures = await measureRounds(candidates, options);
      print(writeTable(name, candidates, figures));
      drawn.push({ name, gateways: candidates.map((each) => each.name), figures });
    }
  } finally {
    await Promise.all([...fronts.map(({ front }) => front), behind].map((each) => each.stop()));
    await Promise.all([log, configuration].map((folder) => rm(folder, { recursive: true })));
  }
  return drawn;
}

/** A gateway, and what its callers show it. */
interface Asked extends Pick<Candidate, 'name' | 'front' | 'behind'> {
  readonly headers: Readonly<Record<string, string>>;
}

/** @param urls of the subgraphs, by name */
export function composeLibrary(urls: Readonly<Record<string, string>>): string {
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
  body: string,
  candidates: readonly Asked[],
): Promise<readonly Candidate[]> {
  const sound: Candidate[] = [];
  for (const { headers, ...candidate } of candidates) {
    const request: LoadRequest = { headers: { 'content-type': 'application/json', ...headers }, body };
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

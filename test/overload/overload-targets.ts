import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { contextKeys } from '../bench/hub/compare-hub.ts';
import { hubQuestions } from '../bench/hub/hub-questions.ts';
import type { AgenciesReady, AgenciesSetup, GatewaySetup } from '../bench/hub/hub-setup.ts';
import type { Usage } from '../bench/measured-process.ts';
import { neutralQuestions } from '../bench/neutral/neutral-questions.ts';
import { neutralSchemas } from '../bench/neutral/neutral-subgraphs.ts';
import { runMeasured, type MeasuredProcess } from '../bench/run-measured.ts';
import { headersOf } from '../scenario/running-hub.ts';
import type { Stream } from './send-at-rate.ts';

/** What is overloaded. */
export interface Target {
  readonly url: string;
  readonly gateway: () => Promise<Usage>;
  readonly agencies: () => Promise<Usage>;
  /** What a client asks. */
  readonly requestOf: (client: string) => Omit<Stream, 'perSecond'>;
  /** Whether clients can be told apart. */
  readonly hasClients: boolean;
  stop(): Promise<void>;
}

type Front = MeasuredProcess<{ readonly url: string }>;

/** A gateway without protections over four small subgraphs, both on one core: an answer costs as little as it ever does. */
export async function openNeutral(): Promise<Target> {
  const behind = await runMeasured<Readonly<Record<string, string>>>('neutral-subgraphs', {}, { core: 0 });
  const setup = { supergraphSdl: composeLibrary(behind.ready) };
  const front: Front = await runMeasured('overload-gateway', setup, { core: 0 });
  const body = JSON.stringify({ query: neutralQuestions['neutral, big'] });
  return target(front, behind, {
    requestOf: (client) => ({
      headers: { 'content-type': 'application/json', authorization: client },
      body,
    }),
    hasClients: true,
  });
}

/** The hub with all that protects and the log on disk, asked for the page of a claim. It and its agencies are on one core: whatever a refusal costs is taken from what is answered. */
export async function openHub(): Promise<Target> {
  const folder = await mkdtemp(join(tmpdir(), 'overload-'));
  const keys = await contextKeys();
  const ground: AgenciesSetup = { protection: 'on', keys: keys.public };
  const behind = await runMeasured<AgenciesReady>('agencies', ground, { core: 0 });
  const { urls, people } = behind.ready;
  const setup: GatewaySetup = { protection: 'on', urls, key: keys.private, log: folder };
  const front: Front = await runMeasured('hub-gateway', setup, { core: 0 });
  const [question] = hubQuestions(people);
  if (!question) throw new Error('The hub is asked nothing.');
  const { query, variables = {}, asker } = question;
  const headers = { 'content-type': 'application/json', ...(await headersOf(asker)) };
  const request = { headers, body: JSON.stringify({ query, variables }) };
  const running = target(front, behind, { requestOf: () => request, hasClients: false });
  return {
    ...running,
    async stop() {
      await running.stop();
      await rm(folder, { recursive: true });
    },
  };
}

function target(
  front: Front,
  behind: MeasuredProcess<unknown>,
  asked: Pick<Target, 'requestOf' | 'hasClients'>,
): Target {
  return {
    ...asked,
    url: front.ready.url,
    gateway: () => front.usage(),
    agencies: () => behind.usage(),
    async stop() {
      await front.stop();
      await behind.stop();
    },
  };
}

function composeLibrary(urls: Readonly<Record<string, string>>): string {
  const services = Object.entries(neutralSchemas).map(([name, sdl]) => ({
    name,
    url: urls[name] ?? '',
    typeDefs: parse(sdl),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

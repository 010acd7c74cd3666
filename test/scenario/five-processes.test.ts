import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeContextKey, type ContextKeyFiles } from '../../gateway/cli/make-context-key.ts';
import { findFirstClaim, type FirstClaim } from '../../start/first-claim.ts';
import { runCompose } from '../../schema/compose-command.ts';
import { agencies, type Agency } from '../../start/start-hub.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { defaultDay } from '../world/generate-world.ts';
import { loadWorld } from '../world/load-world.ts';
import { tellStories } from '../world/stories.ts';
import { portalFile, submissionOf } from '../facility/hospital.ts';
import { samplePaper } from '../subgraphs/health/intake/sample-papers.ts';
import { askHub, headersOf, type Asker } from './running-hub.ts';
import { runAgency } from './run-agency.ts';
import { kill, runUntilReady, type ReadyProcess } from './run-command.ts';

const root = join(import.meta.dirname, '../..');
const world = { seed: 'scenario', population: 200, asOf: defaultDay };
const mother = tellStories(world.seed, world.asOf)[0]?.citizenId ?? '';

let folder: string;
let keys: ContextKeyFiles;
let claim: FirstClaim;
let officer: Asker;
let supergraph: string;
let running: Record<Agency, ReadyProcess>;
let gateway: ReadyProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'five-'));
  keys = await makeContextKey(['--out', join(folder, 'keys')]);
  await fillFiles();
  const started = agencies.map(async (agency) => [agency, await startAgency(agency)] as const);
  running = Object.fromEntries(await Promise.all(started)) as Record<Agency, ReadyProcess>;
  supergraph = join(folder, 'supergraph.graphql');
  const env = Object.fromEntries(
    agencies.map((agency) => [`${agency.toUpperCase()}_URL`, running[agency].url]),
  );
  const { exitCode, lines } = runCompose({ root, args: ['--out', supergraph], env });
  if (exitCode !== 0) throw new Error(lines.join('\n'));
  gateway = await startGateway('--context-key', keys.privateKey);
});

afterAll(async () => {
  await Promise.all([...Object.values(running), gateway].map(kill));
  await rm(folder, { recursive: true });
});

test('four agencies and a gateway, each a process of its own, answer as the hub in one process does', async () => {
  const { data, errors } = await ask(gateway);
  expect(errors).toEqual([]);
  expect(data).toMatchObject({
    claim: {
      number: claim.number,
      claimant: {
        fullName: expect.any(String),
        insurance: { contributedAtLeast: 'MATCH' },
        medicalDocuments: {
          nodes: expect.arrayContaining([expect.objectContaining({ dischargedAt: expect.any(String) })]),
        },
      },
      evidence: expect.arrayContaining([
        expect.objectContaining({ document: expect.objectContaining({ registeredOn: expect.any(String) }) }),
      ]),
    },
  });
  expect((await fetch(new URL('/health/ready', gateway.url))).status).toBe(200);
});

test('a gateway with another key, or with none, gets nothing from them', async () => {
  const other = await makeContextKey(['--out', join(folder, 'other-keys')]);
  for (const args of [['--context-key', other.privateKey], []]) {
    const stranger = await startGateway(...args);
    const { data, errors } = await ask(stranger);
    expect(data?.['claim'] ?? null).toBeNull();
    expect(errors.length).toBeGreaterThan(0);
    await kill(stranger);
  }
});

test('an agency whose machine fails leaves a gap that says so, and comes back', async () => {
  await kill(running.health);
  const during = await ask(gateway);
  expect(during.data).toMatchObject({
    claim: { claimant: { fullName: expect.any(String), medicalDocuments: null } },
  });
  expect(during.errors.map(({ path }) => path?.join('.'))).toContain('claim.claimant.medicalDocuments');
  expect((await fetch(new URL('/health/ready', gateway.url))).status).toBe(503);
  running.health = await startAgency('health', new URL(running.health.url).port);
  const after = await ask(gateway);
  expect(after.errors).toEqual([]);
  expect(after.data).toMatchObject({
    claim: { claimant: { medicalDocuments: { nodes: expect.any(Array) } } },
  });
});

test('a signed file goes through the gateway to Health, and Population says who it is about', async () => {
  const file = portalFile(samplePaper('DISCHARGE_PAPER', 'five'), new Date().toISOString());
  if (!file) throw new Error('no form');
  const { body, contentType } = submissionOf(file);
  const answer = await fetch(new URL(`/intake/${file.path}`, gateway.url), {
    method: 'POST',
    headers: {
      ...(await headersOf({ persona: 'facility-clerk', organisation: file.facility })),
      'content-type': contentType,
    },
    body,
  });
  expect(await answer.json()).toMatchObject({ MaKetQua: '200', report: { papers: [{ outcome: 'FILED' }] } });
});

test('the private key is for its owner alone, and a key in use is never overwritten', async () => {
  expect((await stat(keys.privateKey)).mode & 0o777).toBe(0o600);
  expect(await readFile(keys.publicKeys, 'utf8')).not.toContain('"d"');
  await expect(makeContextKey(['--out', join(folder, 'keys')])).rejects.toThrow('is there already');
  await expect(makeContextKey(['--out', join(folder, 'a/b')])).rejects.toThrow('cannot be written: ENOENT');
  await expect(makeContextKey([])).rejects.toThrow('Usage: npm run context-key -- --out FOLDER');
  await expect(makeContextKey(['--in', 'x'])).rejects.toThrow('Usage: ');
});

function startAgency(agency: Agency, port = '0'): Promise<ReadyProcess> {
  return runAgency(agency, { store: `file:${join(folder, `${agency}.db`)}`, keys: keys.publicKeys, port });
}

function startGateway(...args: readonly string[]): Promise<ReadyProcess> {
  const options = ['--supergraph', supergraph, '--port', '0', '--development-issuer', ...args];
  return runUntilReady(['gateway/main.ts', ...options], {});
}

function ask({ url }: ReadyProcess) {
  return askHub(new URL(url).origin, claim.explorer.query, {}, officer);
}

async function fillFiles(): Promise<void> {
  const opened = agencies.map(
    async (agency) => [agency, await openStore({ uri: `file:${join(folder, `${agency}.db`)}` })] as const,
  );
  const stores = Object.fromEntries(await Promise.all(opened)) as Record<Agency, Store>;
  await loadWorld(stores, world);
  claim = await findFirstClaim(stores.vss, mother);
  officer = { persona: 'vss-officer', organisation: claim.office, case: claim.number };
  await Promise.all(Object.values(stores).map((store) => store.close()));
}

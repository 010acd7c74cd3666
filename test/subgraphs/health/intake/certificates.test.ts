import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPolicy } from '../../../../schema/policy/load-policy.ts';
import { openIntake } from '../../../../subgraphs/health/intake/endpoints.ts';
import { runCertificateCommand } from '../../../../subgraphs/health/intake/signature/certificate-command.ts';
import { openStore } from '../../../../subgraphs/kit/store/open-store.ts';
import { portalFile } from '../../../facility/hospital.ts';
import { facilityCertificate } from '../../../world/facility-certificates.ts';
import { openDesk, outcomes, refusedBy } from './desk.ts';
import { arrival, samplePaper } from './sample-papers.ts';

const sample = samplePaper('DISCHARGE_PAPER');
const { issuer } = sample.paper;
let folder: string;
let store: string;
let certificate: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  store = `file:${join(folder, 'health.db')}`;
  certificate = join(folder, 'facility.pem');
  writeFileSync(certificate, facilityCertificate(issuer));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: readonly string[]) =>
  runCertificateCommand(['--store', store, '--certificate', certificate, ...args], arrival);

async function send() {
  const opened = await openStore({ uri: store });
  const bench = await openDesk(opened);
  const file = portalFile(sample, arrival);
  if (!file) throw new Error('no form');
  const receipt = await bench.send(file);
  await opened.close();
  return receipt;
}

describe('the certificate of a facility', () => {
  it('is registered by one command, and its files are taken from then on', async () => {
    expect(refusedBy(await send())).toEqual(['CERTIFICATE_UNKNOWN']);
    expect(await run('--facility', issuer.code, '--name', issuer.name)).toMatch(/^Registered: certificate /);
    await expect(run('--facility', issuer.code, '--name', issuer.name)).rejects.toThrow('registered already');
    expect(outcomes(await send())).toEqual([['FILED']]);
  });

  it('is revoked by another, and what was filed keeps its receipt', async () => {
    expect(await run('--revoke', 'khóa bị lộ')).toMatch(/^Revoked: certificate /);
    expect(outcomes(await send())).toEqual([['FILED']]);
  });

  it.each<[string, readonly string[], string]>([
    ['in a store that no process made', ['--store', 'file:nowhere/health.db'], 'no process has made it'],
    ['without a facility', [], '--facility is a code of 5 digits'],
    ['with a code that is none', ['--facility', 'abc', '--name', 'x'], '--facility is a code of 5 digits'],
    ['with an option that is none', ['--delete'], 'Usage: npm run certificate'],
    ['with a file that is not there', ['--certificate', '/nowhere.pem'], 'cannot be read'],
    ['with a file that is no certificate', ['--certificate', import.meta.filename], 'no X.509 certificate'],
    ['revoked from no instant', ['--revoke', 'x', '--from', 'gestern'], '--from is no instant'],
  ])('is not touched %s', async (_, args, message) => {
    await expect(run(...args)).rejects.toThrow(message);
    expect(existsSync('nowhere')).toBe(false);
  });
});

it('of the synthetic world keeps a production start from running', async () => {
  const opened = await openStore({ uri: 'memory:' });
  const bench = await openDesk(opened);
  const ground = { store: opened, policy: await loadPolicy(), announce: async () => {} };
  const start = (isProduction: boolean) => openIntake({ ...ground, metrics: new Registry(), isProduction });
  await expect(start(true)).resolves.toHaveLength(11);
  await bench.register(issuer);
  await expect(start(true)).rejects.toThrow('whose key everybody knows');
  await expect(start(false)).resolves.toHaveLength(11);
});

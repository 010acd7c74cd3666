import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeContextKey } from '../../../gateway/cli/make-context-key.ts';
import { changeSealKeys } from '../../../gateway/cli/seal-key/change-seal-keys.ts';
import { readSealKeyOptions } from '../../../gateway/cli/seal-key/seal-key-options.ts';
import { createAgencyLog } from '../../../subgraphs/kit/agency-log.ts';
import { kill, runUntilReady } from '../../scenario/run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'agency-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('an agency writes one JSON object a line, with its name, as the gateway does', () => {
  const lines: string[] = [];
  const log = createAgencyLog('health', 'json', { write: (line) => void lines.push(line) });
  log.error('Events to hub: dead letter.\nsecond line');
  log.log('Reloaded: seal.json');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      agency: 'health',
      event: 'notice',
      message: 'Events to hub: dead letter.\nsecond line',
    },
    {
      level: 'info',
      time: expect.any(String),
      agency: 'health',
      event: 'notice',
      message: 'Reloaded: seal.json',
    },
  ]);
  for (const line of lines) expect(line.indexOf('\n')).toBe(line.length - 1);
});

test('in production it does so by itself, while it runs', async () => {
  const keys = await makeContextKey(['--out', folder]);
  const sealKeys = join(folder, 'seal.json');
  await changeSealKeys(readSealKeyOptions(['--keys', sealKeys, '--agency', 'health']));
  const agency = await runUntilReady(['subgraphs/health/main.ts'], {
    NODE_ENV: 'production',
    STORE_URI: `file:${join(folder, 'health.db')}`,
    CONTEXT_JWKS: keys.publicKeys,
    CURSOR_SECRET: 'x'.repeat(32),
    SEAL_KEYS: sealKeys,
  });
  let told = '';
  agency.child.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()));
  writeFileSync(sealKeys, `${readFileSync(sealKeys, 'utf8')}\n`);
  await expect.poll(() => told).toContain('Reloaded');
  expect(JSON.parse(told)).toMatchObject({
    level: 'info',
    agency: 'health',
    message: `Reloaded: ${sealKeys}`,
  });
  await kill(agency);
});

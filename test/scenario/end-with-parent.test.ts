import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { makeContextKey } from '../../gateway/cli/make-context-key.ts';

const root = join(import.meta.dirname, '../..');

it('ends an agency whose starter was killed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'orphan-'));
  const { publicKeys } = await makeContextKey(['--out', join(folder, 'keys')]);
  const ground = JSON.stringify({ store: 'memory:', keys: publicKeys });
  const program = `import { runAgency } from './test/scenario/run-agency.ts'; console.log((await runAgency('justice', ${ground})).url);`;
  const starter = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface(starter.stdout), 'line')) as [string];
  const answers = () =>
    fetch(new URL('/health/live', url)).then(
      ({ ok }) => ok,
      () => false,
    );
  expect(await answers()).toBe(true);
  starter.kill('SIGKILL');
  await expect.poll(answers, { timeout: 20_000 }).toBe(false);
  await rm(folder, { recursive: true });
});

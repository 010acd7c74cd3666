import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { openLog } from '../../gateway/start/open-log.ts';
import { readNamedFile } from '../../gateway/cli/read-file.ts';
import type { DisclosureLog } from '../../gateway/log/disclosure-log.ts';

/**
 * A log that is closed with the process.
 *
 * @param place a folder or the URI of a store; nowhere if left out
 */
export async function openBenchLog(
  place: string | undefined,
  key: JWK,
  tell: (fault: Error) => void,
): Promise<DisclosureLog> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-log-key-'));
  const keyFile = join(folder, 'key.json');
  await writeFile(keyFile, JSON.stringify(key), { mode: 0o600 });
  const log = await openLog(
    { place, keyFile, gateway: 'bench' },
    (line) => tell(new Error(line)),
    readNamedFile,
  );
  await rm(folder, { recursive: true });
  return log;
}

import { dirname, join } from 'node:path';
import { checkSqlite } from '../../subgraphs/kit/store/sqlite/backup.ts';
import { verifyLog } from '../cli/log/log-verify.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';
import { BrokenLogError } from '../log/verify/broken-log-error.ts';
import type { DataFiles } from './find-files.ts';

/**
 * Proves that stores and logs of a folder are whole. No process may have them open.
 *
 * @returns what was found, for people
 * @throws StoreError, UsageError
 */
export async function checkData(folder: string, { stores, logFiles }: DataFiles): Promise<string> {
  for (const store of stores) checkSqlite(join(folder, store));
  const logs = new Set(logFiles.map((file) => dirname(dirname(file))));
  const found = [`${stores.length} ${stores.length === 1 ? 'store' : 'stores'} whole`];
  for (const log of logs) {
    const options = {
      log: join(folder, log),
      from: undefined,
      to: undefined,
      jwks: undefined,
      heads: undefined,
    };
    const told = await verifyLog(options, () => {}).catch((error: unknown) => {
      throw error instanceof BrokenLogError
        ? new UsageError(`log ${log} is not whole: ${error.message}`)
        : error;
    });
    found.push(`log ${log}: ${told}`);
  }
  return found.join('; ');
}

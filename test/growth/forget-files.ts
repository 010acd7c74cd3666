import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Has the system forget what it has of these files in memory, as after a start of the machine; what was just written goes to disk first. */
export async function forgetFiles(paths: readonly string[]): Promise<void> {
  await run('sync', paths);
  for (const path of paths) await run('dd', [`if=${path}`, 'iflag=nocache', 'count=0']);
}

import fs, { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openAppendFile } from '../../gateway/log/segment/append-file.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'append-'));
  path = join(folder, 'lines');
});
afterEach(async () => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  await rm(folder, { recursive: true });
});

/** Makes the file system do something otherwise, also for those who imported it by name. */
function otherwise(change: () => void): void {
  change();
  syncBuiltinESMExports();
}

test.runIf(existsSync('/proc/self/fd'))(
  'a file of which nobody knows that it is durable is closed again',
  async () => {
    const open = fs.promises.open;
    const opened: fs.promises.FileHandle[] = [];
    otherwise(() =>
      vi.spyOn(fs.promises, 'open').mockImplementation(async (...given) => {
        if (given[0] === folder) throw Object.assign(new Error('too many open files'), { code: 'EMFILE' });
        const file = await open(...given);
        opened.push(file);
        return file;
      }),
    );
    await expect(openAppendFile(path, 0)).rejects.toThrow('too many open files');
    expect(opened.map(({ fd }) => fd)).toEqual([-1]);
    expect(readdirSync(folder)).toEqual(['lines']);
  },
);

test('a file system that was not asked for a while is not waited for by everything else', async () => {
  const now = vi.spyOn(performance, 'now');
  now.mockReturnValue(5_000);
  const file = await openAppendFile(path, 0);
  const asked = vi.spyOn(fs, 'statSync');
  syncBuiltinESMExports();
  await file.append('a');
  expect(asked).not.toHaveBeenCalled();
  await file.append('b');
  expect(asked).toHaveBeenCalledOnce();
  now.mockReturnValue(6_001);
  await file.check();
  expect(asked).toHaveBeenCalledOnce();
  await file.close();
  expect(await readFile(path, 'utf8')).toBe('ab');
});

test('a file to which something else writes is written no more, however it is looked at', async () => {
  const file = await openAppendFile(path, 0);
  await file.append('a');
  await writeFile(path, 'of somebody else', { flag: 'a' });
  await expect(file.append('b')).rejects.toThrow('something else writes to it');
  await file.close();
});

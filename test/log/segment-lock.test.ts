import fs, { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockSegment } from '../../gateway/log/segment/segment-lock.ts';

/** While something is done, the file system does some things otherwise. */
async function otherwise(change: Partial<typeof fs>, run: () => Promise<void>): Promise<void> {
  const real = { link: fs.link, rm: fs.rm, writeFile: fs.writeFile };
  try {
    Object.assign(fs, change);
    syncBuiltinESMExports();
    await run();
  } finally {
    Object.assign(fs, real);
    syncBuiltinESMExports();
  }
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

const path = () => join(folder, 'writer.lock');
const leave = (holder: object) =>
  writeFile(path(), JSON.stringify({ host: hostname(), token: 'other', ...holder }));
const holder = async () => JSON.parse(await readFile(path(), 'utf8')) as Record<string, unknown>;

describe.runIf(process.platform === 'linux')('the lock of a folder of the log', () => {
  test('names the moment at which its process began', async () => {
    const unlock = await lockSegment(folder);
    expect(await holder()).toMatchObject({ process: process.pid, started: expect.stringMatching(/^\d+$/) });
    await unlock();
    expect(await readdir(folder)).toEqual([]);
  });

  test('leaves nothing behind on a disk that is full', async () => {
    const write = fs.writeFile;
    const full: typeof write = async (file) => {
      await write(file, '');
      throw new Error('no space left');
    };
    await otherwise({ writeFile: full }, async () => {
      await expect(lockSegment(folder)).rejects.toThrow('no space left');
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('is taken over from a process whose number another has by now', async () => {
    await leave({ process: process.ppid, started: '1' });
    await lockSegment(folder);
    expect(await holder()).toMatchObject({ process: process.pid });
  });

  test('is taken over from a process whose number a thread has by now', async () => {
    const threads = (await readdir('/proc/self/task')).map(Number);
    const thread = threads.find((each) => each !== process.pid);
    // A number that is alive, as far as a signal can tell.
    expect(process.kill(thread ?? 0, 0)).toBe(true);
    await leave({ process: thread, started: '1' });
    await lockSegment(folder);
    expect(await holder()).toMatchObject({ process: process.pid });
  });

  test('that was left behind is taken over by one alone, however many find it at once', async () => {
    for (let round = 0; round < 20; round++) {
      await leave({ process: 2 ** 22 + 1 });
      const all = await Promise.allSettled(Array.from({ length: 8 }, () => lockSegment(folder)));
      const won = all.filter((each) => each.status === 'fulfilled');
      expect(won).toHaveLength(1);
      await won[0]?.value();
      expect(await readdir(folder)).toEqual([]);
    }
  });

  test('is taken over after one who was taking it over has ended', async () => {
    await leave({ process: 2 ** 22 + 1 });
    await rename(path(), `${path()}.over`);
    await leave({ process: 2 ** 22 + 1 });
    await (
      await lockSegment(folder)
    )();
    expect(await readdir(folder)).toEqual([]);
  });

  test.each(['null', '{}', '[]', '"text"', '{"host":"elsewhere"}', '\0\0'])(
    'is taken over where it names no holder: %j',
    async (text) => {
      await writeFile(path(), text);
      await lockSegment(folder);
      expect(await holder()).toMatchObject({ process: process.pid });
    },
  );

  test('is not taken over in the same process while it is let go', async () => {
    const unlock = await lockSegment(folder);
    const remove = fs.rm;
    let tried: unknown;
    const rm: typeof fs.rm = async (...what) => {
      if (what[0] === path()) tried ??= await lockSegment(folder).catch((error: unknown) => error);
      await remove(...what);
    };
    await otherwise({ rm }, unlock);
    expect(tried).toMatchObject({ message: expect.stringContaining('writes there') });
    const unlockNext = await lockSegment(folder);
    expect(await holder()).toMatchObject({ process: process.pid });
    await unlockNext();
    expect(await readdir(folder)).toEqual([]);
  });

  test.each(['EPERM', 'ENOTSUP'])('says what is wrong where there are no hard links: %s', async (code) => {
    const link = () => Promise.reject(Object.assign(new Error(code), { code }));
    await otherwise({ link }, async () => {
      await expect(lockSegment(folder)).rejects.toThrow(`has no hard links (${code})`);
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('is not taken from a process that runs', async () => {
    const stat = await readFile(`/proc/${process.ppid}/stat`, 'utf8');
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    await leave({ process: process.ppid, started });
    await expect(lockSegment(folder)).rejects.toThrow(`process ${process.ppid} on`);
  });

  test('of a gateway that did not write when it began is good as long as the number is', async () => {
    await leave({ process: process.ppid });
    await expect(lockSegment(folder)).rejects.toThrow(`process ${process.ppid} on`);
    await leave({ process: 2 ** 22 + 1 });
    await lockSegment(folder);
  });
});

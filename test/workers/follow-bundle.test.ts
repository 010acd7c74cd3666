import { expect, test, vi } from 'vitest';
import { digestOfBundle, type Bundle } from '../../gateway/start/bundle.ts';
import { followBundle, readSettled } from '../../gateway/workers/follow-bundle.ts';
import { bundleOf, patience } from './fake-workers.ts';

/** Follows what `disk` says; take-overs succeed unless their supergraph is `bad`. */
function follow(disk: { read: () => Promise<Bundle> }, again = 60_000) {
  const taken: string[] = [];
  const told: string[] = [];
  const follower = followBundle(
    {
      read: () => disk.read(),
      every: 1,
      quiet: 1,
      again,
      free: async () => {},
      async takeOver({ supergraph }) {
        taken.push(supergraph);
        return supergraph !== 'bad';
      },
      tell: (line) => told.push(line),
    },
    digestOfBundle(bundleOf('one')),
  );
  return { follower, taken, told };
}

const reads = (supergraph: string) => vi.fn<() => Promise<Bundle>>(async () => bundleOf(supergraph));
const readTimes = (read: ReturnType<typeof vi.fn>, times: number) =>
  vi.waitFor(() => expect(read.mock.calls.length).toBeGreaterThan(times), patience);

test('what is written in several steps is read when it is whole', async () => {
  const steps = ['half', 'more', 'whole', 'whole', 'later'];
  const read = async () => bundleOf(steps.shift() ?? '');
  expect(await readSettled({ read, quiet: 1 })).toEqual(bundleOf('whole'));
});

test('a file that is away for a moment is waited for, and one that stays away is told', async () => {
  const away = new Error('auditor.cedar: cannot be read');
  const read = vi
    .fn<() => Promise<Bundle>>(async () => bundleOf('one'))
    .mockRejectedValueOnce(away)
    .mockResolvedValueOnce(bundleOf('one'));
  expect(await readSettled({ read, quiet: 1 })).toEqual(bundleOf('one'));
  await expect(readSettled({ read: () => Promise.reject(away), quiet: 1 })).rejects.toBe(away);
});

test('a change is taken over once, and what is served is not', async () => {
  const disk = { read: reads('one') };
  const { follower, taken } = follow(disk);
  await readTimes(disk.read, 2);
  expect(taken).toEqual([]);
  disk.read = reads('two');
  await vi.waitFor(() => expect(taken).toEqual(['two']), patience);
  const after = (disk.read = reads('two'));
  await readTimes(after, 2);
  expect(taken).toEqual(['two']);
  await follower.close();
});

test('what is not good is tried once until it changes, or until somebody asks', async () => {
  const disk = { read: reads('bad') };
  const { follower, taken } = follow(disk);
  await vi.waitFor(() => expect(taken).toEqual(['bad']), patience);
  const after = (disk.read = reads('bad'));
  await readTimes(after, 2);
  expect(taken).toEqual(['bad']);
  follower.renew();
  await vi.waitFor(() => expect(taken).toEqual(['bad', 'bad']), patience);
  disk.read = reads('good');
  await vi.waitFor(() => expect(taken).toEqual(['bad', 'bad', 'good']), patience);
  await follower.close();
});

test('what was not taken over is tried again after a while', async () => {
  const { follower, taken } = follow({ read: reads('bad') }, 2);
  await vi.waitFor(() => expect(taken.slice(0, 3)).toEqual(['bad', 'bad', 'bad']), patience);
  await follower.close();
});

test('whoever asks has the same taken over anew', async () => {
  const { follower, taken } = follow({ read: reads('one') });
  follower.renew();
  await vi.waitFor(() => expect(taken).toEqual(['one']), patience);
  await follower.close();
});

test('what cannot be read changes nothing and is told once', async () => {
  const read = vi.fn<() => Promise<Bundle>>(async () => {
    throw new Error('auditor.cedar: is empty');
  });
  const { follower, taken, told } = follow({ read });
  await readTimes(read, 3);
  expect(taken).toEqual([]);
  expect(told).toEqual(['Not taken over, those that run go on: auditor.cedar: is empty']);
  await follower.close();
});

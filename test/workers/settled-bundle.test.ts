import { expect, test, vi } from 'vitest';
import { digestOfBundle, type Bundle } from '../../gateway/start/bundle.ts';
import { followBundle, takeOverSettled } from '../../gateway/workers/follow-bundle.ts';
import { bundleOf, patience } from './fake-workers.ts';

const open = new AbortController().signal;

test('what is taken over is read when the workers before have ended', async () => {
  const disk = { supergraph: 'wrong' };
  const retired = Promise.withResolvers<void>();
  const takeOver = vi.fn<(bundle: Bundle) => Promise<boolean>>(async () => true);
  const read = vi.fn<() => Promise<Bundle>>(async () => bundleOf(disk.supergraph));
  const taken = takeOverSettled({ read, quiet: 1, free: () => retired.promise, takeOver }, open);
  expect(read).not.toHaveBeenCalled();
  disk.supergraph = 'corrected';
  retired.resolve();
  expect(await taken).toEqual({ digest: digestOfBundle(bundleOf('corrected')), outcome: 'served' });
  expect(takeOver.mock.calls.map(([{ supergraph }]) => supergraph)).toEqual(['corrected']);
});

test.each([
  ['changed', async () => bundleOf('corrected')],
  ['away', () => Promise.reject(new Error('auditor.cedar: cannot be read'))],
])('what is %s before it is served is overtaken', async (_, later) => {
  const disk: { read: () => Promise<Bundle> } = { read: async () => bundleOf('wrong') };
  const taken = await takeOverSettled(
    {
      read: () => disk.read(),
      quiet: 1,
      free: async () => {},
      async takeOver(_bundle, isCurrent) {
        expect(await isCurrent()).toBe(true);
        disk.read = later;
        return isCurrent();
      },
    },
    open,
  );
  expect(taken).toEqual({ digest: digestOfBundle(bundleOf('wrong')), outcome: 'overtaken' });
});

test('what was overtaken is no refusal: the corrected bundle follows at once, and the wrong one may come back', async () => {
  const disk = { supergraph: 'wrong' };
  const taken: string[] = [];
  const follower = followBundle(
    {
      read: async () => bundleOf(disk.supergraph),
      quiet: 1,
      every: 1,
      again: 60_000,
      free: async () => {},
      tell: () => {},
      async takeOver({ supergraph }, isCurrent) {
        taken.push(supergraph);
        if (taken.length === 1) disk.supergraph = 'corrected';
        if (taken.length === 2) disk.supergraph = 'wrong';
        return isCurrent();
      },
    },
    digestOfBundle(bundleOf('one')),
  );
  await vi.waitFor(() => expect(taken).toEqual(['wrong', 'corrected', 'wrong']), patience);
  await follower.close();
});

test('a stop does not wait until files have stopped to change', async () => {
  let count = 0;
  const read = vi.fn<() => Promise<Bundle>>(async () => bundleOf(`${++count}`));
  const told: string[] = [];
  const follower = followBundle(
    {
      read,
      quiet: 1,
      every: 1,
      again: 60_000,
      free: async () => {},
      takeOver: async () => true,
      tell: (line) => told.push(line),
    },
    '',
  );
  await vi.waitFor(() => expect(count).toBeGreaterThan(3), patience);
  await follower.close();
  expect(told).toEqual([]);
});

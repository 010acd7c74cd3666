import { expect, test } from 'vitest';
import { followFolder } from '../../gateway/identity/clients/follow-folder.ts';

test('a change that settles before the first look at a folder is over is told of, and is no change at the next look', async () => {
  let told = 0;
  let looks = 0;
  const change = Promise.withResolvers<void>();
  const nextLook = Promise.withResolvers<void>();
  const end = await followFolder(
    'clients',
    {
      changed: () => {
        told++;
        change.resolve();
      },
      unwatched: () => {},
    },
    {
      lookEvery: 1,
      watchTree: (_folder, changed) => {
        if (looks === 0) changed();
        return () => {};
      },
      stateOf: async () => {
        looks++;
        if (looks === 1) {
          await change.promise;
          return '1:1 before';
        }
        if (looks === 4) nextLook.resolve();
        return '1:1 after';
      },
    },
  );
  await nextLook.promise;
  end();
  expect(told).toBe(1);
});

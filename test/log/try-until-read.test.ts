import { expect, test } from 'vitest';
import { tryUntilRead } from '../../gateway/cli/log/try-until-read.ts';
import { BrokenLogError } from '../../gateway/log/verify/broken-log-error.ts';
import {
  NoSuchStoreError,
  StoreUnavailableError,
  StoreVersionError,
} from '../../subgraphs/kit/store/store-errors.ts';

/** Reads again and again, by a clock of its own. @param outcome of a reading after so many minutes */
async function readFrom(outcome: (minutes: number) => Promise<string>) {
  let minutes = 0;
  const told: string[] = [];
  const wait = async (milliseconds: number) => void (minutes += milliseconds / 60_000);
  const read = await tryUntilRead(() => outcome(minutes), { wait, tell: (line) => told.push(line) }).catch(
    (error: unknown) => error,
  );
  return { read, minutes, told };
}

const away = () => Promise.reject(new StoreUnavailableError('store: away'));

test('a log whose store is away at night is read as soon as it is back, and each attempt says so', async () => {
  const { read, minutes, told } = await readFrom((now) => (now < 25 ? away() : Promise.resolve('chain ok')));
  expect([read, minutes]).toEqual(['chain ok', 30]);
  expect(told).toEqual(
    Array(3).fill('The log was not read (store: away): it is tried again in ten minutes.'),
  );
});

test('a log that cannot be read for half a day ends the attempts, so that somebody hears of it', async () => {
  const { read, minutes } = await readFrom(away);
  expect(read).toBeInstanceOf(StoreUnavailableError);
  expect(minutes).toBe(12 * 60);
});

test('what is found is told at once', async () => {
  const found = new BrokenLogError('ALTERED', 'line 1', 'it was changed.');
  expect(await readFrom(() => Promise.reject(found))).toEqual({ read: found, minutes: 0, told: [] });
});

test.each([new NoSuchStoreError('store: there is none'), new StoreVersionError('store: of another')])(
  'a store that is named wrongly is told at once: $message',
  async (wrong) => {
    expect(await readFrom(() => Promise.reject(wrong))).toEqual({ read: wrong, minutes: 0, told: [] });
  },
);

import { describe, expect, it, vi } from 'vitest';
import { ReplacedError } from '../../gateway/log/segment/overtaken-error.ts';
import { openStoreSegment } from '../../gateway/log/segment/store-segment.ts';
import { entryAt } from './entries.ts';
import { changing } from './failing-store.ts';
import { check } from './log-contract.ts';
import { useLogsOfOneName } from './logs-of-one-name.ts';
import { useTurnedClock } from './turned-clock.ts';

const pass = useTurnedClock();
const { store, open, idsOf } = await useLogsOfOneName();
const entry = (id: string) => entryAt('2026-08-01T00:00:00.000Z', id);

async function takenOver(gateway: string) {
  const working = await open(gateway);
  await working.append(entry('a'));
  const bad = await open(gateway);
  await bad.append(entry('b'));
  await expect(working.check()).rejects.toThrow('another process of this name');
  return { working, bad };
}

/** @returns ids of what is in the log then */
async function goesOn(gateway: string, working: Awaited<ReturnType<typeof open>>) {
  await working.append(entry('c'));
  await working.check();
  await working.seal();
  expect(working.told.filter((line) => line.includes('and has ended'))).toHaveLength(1);
  expect(await check(await openStoreSegment(store, gateway))).toMatchObject({ unsealed: 0 });
  return idsOf(gateway);
}

describe('a log in a store that another process takes over', () => {
  it('stays with the one that works when others of its name never get to serve', async () => {
    const working = await open('failed-starts');
    await working.append(entry('a'));
    for (let start = 0; start < 3; start++) await (await open('failed-starts')).close();
    const killed = await open('failed-starts');
    await killed.check();
    await working.append(entry('b'));
    await working.check();
    await working.close();
    expect(working.told).toEqual([]);
    expect(await idsOf('failed-starts')).toEqual(['a', 'b']);
  });

  it('goes back to the one before when the one that took it over ends', async () => {
    const { working, bad } = await takenOver('let-go');
    await bad.close();
    pass(1_500);
    expect(await goesOn('let-go', working)).toEqual(['a', 'b', 'c']);
    await working.close();
  });

  it('goes back to the one before when the one that took it over gives no sign of life, and that one gives way', async () => {
    const { working, bad } = await takenOver('silent');
    for (let second = 0; second < 9; second++) {
      pass(1_000);
      await expect(working.append(entry('refused'))).rejects.toThrow(ReplacedError);
    }
    pass(1_500);
    expect(await goesOn('silent', working)).toEqual(['a', 'b', 'c']);
    await expect(bad.append(entry('refused'))).rejects.toThrow(ReplacedError);
    await bad.close();
    await working.close();
  });

  it('goes on behind one that took it over and ended before that was seen', async () => {
    const working = await open('seen-late');
    await working.append(entry('a'));
    const short = await open('seen-late');
    await short.append(entry('b'));
    await short.close();
    await working.append(entry('c'));
    await working.close();
    expect(await idsOf('seen-late')).toEqual(['a', 'b', 'c']);
  });

  it('is not taken from one that lives, however long that writes nothing', async () => {
    vi.restoreAllMocks();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const older = await open('lives');
    await older.append(entry('a'));
    const newer = await open('lives');
    newer.takeOver?.();
    await newer.check();
    for (let times = 0; times < 15; times++) {
      await vi.advanceTimersByTimeAsync(2_000);
      await expect(older.check()).rejects.toThrow('another process of this name');
    }
    vi.useRealTimers();
    await newer.append(entry('b'));
    await newer.close();
    await older.close();
    expect(await idsOf('lives')).toEqual(['a', 'b']);
  });

  it('refuses nobody of the one that takes it over, however often the other one is quicker for a moment', async () => {
    const older = await open('quicker');
    await older.append(entry('o0'));
    let overtaken = 0;
    const inner = changing(store, (real, name) =>
      name === 'disclosureEntries'
        ? {
            async insert(doc) {
              if (overtaken < 5) await older.append(entry(`o${++overtaken}`));
              await real.insert(doc);
            },
          }
        : {},
    );
    const newer = await open('quicker', inner);
    await newer.append(entry('n'));
    await newer.close();
    await older.close();
    expect(await idsOf('quicker')).toEqual(['o0', 'o1', 'o2', 'o3', 'o4', 'o5', 'n']);
  });
});

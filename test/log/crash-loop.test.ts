import { describe, expect, it, vi } from 'vitest';
import { ReplacedError } from '../../gateway/log/segment/overtaken-error.ts';
import { openStoreSegment } from '../../gateway/log/segment/store-segment.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { StoreUnavailableError } from '../../subgraphs/kit/store/store-errors.ts';
import { entryAt } from './entries.ts';
import { changing } from './failing-store.ts';
import { check } from './log-contract.ts';
import { useLogsOfOneName } from './logs-of-one-name.ts';
import { useTurnedClock } from './turned-clock.ts';

const pass = useTurnedClock();
const { store, open, idsOf } = await useLogsOfOneName();
type Log = Awaited<ReturnType<typeof open>>;

const append = (log: Log, id: string) => log.append(entryAt('2026-08-01T00:00:00.000Z', id));

/** What an append after so many seconds comes to. */
async function after(seconds: number, log: Log, id: string): Promise<'written' | 'replaced'> {
  pass(seconds * 1_000);
  try {
    await append(log, id);
    return 'written';
  } catch (error) {
    if (error instanceof ReplacedError) return 'replaced';
    throw error;
  }
}

/** One that takes the log over and is killed: nothing more is heard of it. */
async function fallen(name: string): Promise<void> {
  await append(await open(name), 'fallen');
}

describe('a log in a store whose name a bad version takes again and again', () => {
  it('is written by the one that works from the second time on', async () => {
    const working = await open('loop');
    await append(working, 'a');
    await fallen('loop');
    expect(await after(4, working, 'x')).toBe('replaced');
    for (const id of ['b', 'c', 'd']) {
      await fallen('loop');
      expect(await after(4, working, id)).toBe('written');
    }
    expect(await idsOf('loop')).toEqual(['a', 'fallen', 'fallen', 'b', 'fallen', 'c', 'fallen', 'd']);
    await working.seal();
    expect(await check(await openStoreSegment(store, 'loop'))).toMatchObject({ unsealed: 0 });
    expect(working.told.filter((line) => line.includes('came right after one that fell'))).toHaveLength(3);
    await working.close();
  });

  it('is given to one that comes when that is over', async () => {
    const working = await open('later');
    await append(working, 'a');
    await fallen('later');
    expect(await after(4, working, 'x')).toBe('replaced');
    await fallen('later');
    expect(await after(4, working, 'b')).toBe('written');
    pass(61_000);
    const good = await open('later');
    await append(good, 'good');
    expect(await after(4, working, 'x')).toBe('replaced');
    await good.close();
    await working.close();
  });

  it('goes to one that was not believed, once the one that works ends', async () => {
    const working = await open('ends');
    await append(working, 'a');
    await fallen('ends');
    expect(await after(4, working, 'x')).toBe('replaced');
    const good = await open('ends');
    await append(good, 'b');
    expect(await after(2, working, 'c')).toBe('written');
    expect(await after(2, good, 'x')).toBe('replaced');
    await working.close();
    expect(await after(2, good, 'd')).toBe('written');
    expect(await idsOf('ends')).toEqual(['a', 'fallen', 'b', 'c', 'd']);
    await good.close();
  });

  it('stays with one that follows another which ended in good order', async () => {
    const working = await open('order');
    await append(working, 'a');
    const first = await open('order');
    await append(first, 'b');
    expect(await after(2, working, 'x')).toBe('replaced');
    await first.close();
    const second = await open('order');
    await append(second, 'c');
    expect(await after(2, working, 'x')).toBe('replaced');
    await second.close();
    await working.close();
  });

  it('is not taken from each other for ever by two that live', async () => {
    vi.restoreAllMocks();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const later = async (log: Log) => {
      await vi.advanceTimersByTimeAsync(2_000);
      return after(0, log, 'x');
    };
    const [one, other] = [await open('two'), await open('two')];
    await append(one, 'a');
    await append(other, 'b');
    expect(await later(one)).toBe('replaced');
    const killed = mortal(store);
    await append(await open('two', killed.store), 'fallen');
    killed.kill();
    const outcomes: string[] = [];
    for (let turn = 0; turn < 20; turn++) outcomes.push(`${await later(one)} ${await later(other)}`);
    vi.useRealTimers();
    // Whoever has it then keeps it.
    expect(outcomes.at(-1)).toMatch(/^(written replaced|replaced written)$/);
    expect(new Set(outcomes.slice(2)).size).toBe(1);
    await one.close();
    await other.close();
  });
});

/** A store as a process sees it that is killed: its signs of life reach nobody any more. */
function mortal(inner: Store) {
  let isDead = false;
  return {
    kill: () => (isDead = true),
    store: changing(inner, (real) => ({
      replace: (doc) => (isDead ? Promise.reject(new StoreUnavailableError('killed')) : real.replace(doc)),
      get: (id) => (isDead ? Promise.reject(new StoreUnavailableError('killed')) : real.get(id)),
    })),
  };
}

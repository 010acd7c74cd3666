import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { refusal } from '../../gateway/http/refusal.ts';
import { createPublication } from '../../gateway/publication/publication.ts';
import { startLocal } from '../http/start-local.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const agencies = () => ['health', 'vss'].map((name) => ({ name, url: `http://${name}.invalid/graphql` }));

/** A publication whose agencies answer when the test says so. */
function publishing(list: (path: string) => string | undefined = (path) => path) {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const publication = createPublication({
    agencies,
    ownKeys: async () => [],
    get: async ({ pathname }) => {
      asked.push(pathname);
      const { promise, resolve } = Promise.withResolvers<void>();
      answers.push(resolve);
      await promise;
      return list(pathname);
    },
  });
  const answer = () => answers.splice(0).forEach((resolve) => resolve());
  return { ...publication, asked, answer };
}

test('however many ask for a list, its agency is asked once in half a minute, and all read the same bytes', async () => {
  const { statusList, asked, answer } = publishing();
  const all = Array.from({ length: 400 }, () => statusList('health', '2026-01'));
  answer();
  const [first, ...others] = await Promise.all(all);
  expect(String(first)).toBe('/status/2026-01');
  expect(others.every((each) => each === first)).toBe(true);
  vi.advanceTimersByTime(29_999);
  expect(await statusList('health', '2026-01')).toBe(first);
  expect(asked).toHaveLength(1);
  vi.advanceTimersByTime(1);
  void statusList('health', '2026-01');
  expect(asked).toHaveLength(2);
});

test('each agency and each month has its own list', async () => {
  const { statusList, answer } = publishing();
  const lists = [
    ['health', '2026-01'],
    ['health', '2025-12'],
    ['vss', '2026-01'],
  ].map(([agency = '', month = '']) => statusList(agency, month));
  answer();
  expect(new Set(await Promise.all(lists))).toHaveLength(3);
});

test.each([
  ['no month', '2026-1'],
  ['a month that there never is', '2026-13'],
  ['another address', '..%2Fmetrics'],
  ['a month that has not begun', '2099-01'],
])('no agency is asked for %s', async (_, month) => {
  const { statusList, asked } = publishing();
  expect(await statusList('health', month)).toBeUndefined();
  expect(asked).toEqual([]);
});

test('a list that is not there, or not now, is asked for again', async () => {
  let isAway = true;
  const { statusList, asked, answer } = publishing(() => {
    if (isAway) throw new Error('away');
    return undefined;
  });
  const [away, alike] = [statusList('vss', '2026-01'), statusList('vss', '2026-01')];
  answer();
  await expect(away).rejects.toThrow('away');
  await expect(alike).rejects.toThrow('away');
  isAway = false;
  const none = statusList('vss', '2026-01');
  answer();
  expect(await none).toBeUndefined();
  void statusList('vss', '2026-01');
  expect(asked).toHaveLength(3);
});

test('the lists that are kept have a bound, and the last one that was asked for is among them', async () => {
  const { statusList, asked, answer } = publishing(() => 'x'.repeat(20 * 1024 * 1024));
  const ask = async (month: string) => {
    const list = statusList('health', month);
    answer();
    await list;
  };
  for (const month of ['2026-01', '2026-02', '2026-02', '2026-01']) await ask(month);
  expect(asked).toEqual(['/status/2026-01', '/status/2026-02', '/status/2026-01']);
});

test('of many different lists so many are fetched at once, and who asks for others is told to come again', async () => {
  const { statusList, asked, answer } = publishing();
  const months = Array.from({ length: 9 }, (_, at) => `2025-0${at + 1}`);
  const lists = months.map((month) => statusList('health', month));
  await expect(lists[8]).rejects.toMatchObject({ extensions: { code: 'OVERLOADED' } });
  expect(asked).toHaveLength(8);
  answer();
  expect(await Promise.all(lists.slice(0, 8))).toHaveLength(8);
  const again = statusList('health', '2025-09');
  answer();
  expect(String(await again)).toBe('/status/2025-09');
});

test('however many ask for the keys meanwhile, each agency is asked once', async () => {
  const { keys, asked, answer } = publishing(() => '{"keys":[]}');
  const all = Array.from({ length: 20 }, keys);
  answer();
  await Promise.all(all);
  expect(asked).toHaveLength(2);
});

test('whoever is to come again is told so, and when', async () => {
  vi.useRealTimers();
  const refuse = () => Promise.reject(refusal('OVERLOADED', undefined, { 'retry-after': '1' }));
  const server = await startLocal({ publication: { keys: refuse, statusList: refuse } });
  const answer = await fetch(`${server.url}/status/health/2026-01`);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('1');
  await server.stop();
});

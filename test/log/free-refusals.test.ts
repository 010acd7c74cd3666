import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ErrorCode } from '../../schema/error-codes.ts';
import { refusal } from '../../gateway/http/refusal.ts';
import type { TokenClaims } from '../../gateway/identity/token-claims.ts';
import type { DisclosureEntry } from '../../gateway/log/disclosure-entry.ts';
import { hubHeaders } from '../../gateway/identity/request/hub-headers.ts';
import { recordRefusals } from '../../gateway/log/record-refusals.ts';

const minutes = 60_000;

let entries: DisclosureEntry[];
let isFull: boolean;
let mostEntries: number;
/** What an entry waits for. */
let written: Promise<void>;
let recorder: ReturnType<typeof recordRefusals>;
let sent: number;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  [entries, isFull, mostEntries, written, sent] = [[], false, Infinity, Promise.resolve(), 0];
  const append = async (entry: DisclosureEntry, until = Infinity) => {
    if (isFull || entries.length >= mostEntries) throw new Error('no space left');
    entries.push(entry);
    await Promise.race([written, isLate(until)]);
  };
  recorder = recordRefusals(
    { append, check: async () => {}, close: async () => {} },
    () => {},
    () => undefined,
  );
});
afterEach(() => vi.useRealTimers());

/** As the log says of what is being written, and will be. */
async function isLate(until: number): Promise<void> {
  if (until === Infinity) return Promise.withResolvers<void>().promise;
  await new Promise((late) => setTimeout(late, until - performance.now()));
  throw new Error('late');
}

const person = (number: number) => String(number).padStart(22, 'P');

/** A request of a client that is refused, about one person, or so many. */
async function refuse(code: ErrorCode, client = 'portal', actor = 'a', people = 1, emergency?: string) {
  const claims = { client, actor, roles: new Set(['CITIZEN']), assurance: 2 } as unknown as TokenClaims;
  const ids = Array.from({ length: people }, (_, number) => person(sent + 10_000 * number));
  const graphql = { query: '', variables: { ids } };
  const headers = emergency === undefined ? {} : { [hubHeaders.breakGlass.name]: [emergency] };
  const incoming = { distinctHeaders: () => headers, context: { requestId: `r${++sent}` }, graphql };
  await recorder.record(refusal(code), claims, incoming as unknown as Parameters<typeof recorder.record>[2]);
}

async function flood(times: number, ...how: Parameters<typeof refuse>) {
  for (let time = 0; time < times; time++) await refuse(...how);
}

test('of a client that is refused on and on before it counts the first ten have an entry each, and all others one together', async () => {
  await flood(5_000, 'QUOTA_EXCEEDED');
  expect(entries).toHaveLength(10);
  await vi.advanceTimersByTimeAsync(10 * minutes);
  expect(entries).toHaveLength(11);
  expect(entries.at(-1)).toEqual({
    at: expect.stringMatching(/Z$/),
    requestId: 'r5000',
    caller: expect.objectContaining({ client: 'portal', actor: 'a', role: 'CITIZEN', purpose: 'NONE' }),
    outcome: 'REFUSED',
    refused: 'QUOTA_EXCEEDED',
    repeated: { count: 4_990, since: expect.stringMatching(/Z$/) },
    named: expect.any(Array),
    disclosures: [],
    denials: [],
  });
  // Whom they named finds it, as far as one request could have named them.
  expect(entries.at(-1)?.named).toHaveLength(1_000);
  expect(entries.at(-1)?.named?.[0]).toBe(person(10));
  await vi.advanceTimersByTimeAsync(100 * minutes);
  expect(entries).toHaveLength(11);
});

test('however many ids the counted ones name, their entry keeps no more than one of a single request', async () => {
  await flood(12, 'CLIENT_SUSPENDED', 'portal', 'a', 700);
  await recorder.close();
  expect(entries.at(-1)?.repeated?.count).toBe(2);
  expect(entries.at(-1)?.named).toHaveLength(1_000);
});

test('each code of each client is bounded by itself, and each window has its first ones again', async () => {
  await flood(12, 'CLIENT_SUSPENDED');
  await flood(12, 'QUOTA_EXCEEDED');
  await flood(12, 'CLIENT_SUSPENDED', 'other');
  expect(entries).toHaveLength(30);
  await vi.advanceTimersByTimeAsync(10 * minutes);
  expect(
    entries.slice(30).map(({ caller, refused, repeated }) => [caller.client, refused, repeated?.count]),
  ).toEqual([
    ['portal', 'CLIENT_SUSPENDED', 2],
    ['portal', 'QUOTA_EXCEEDED', 2],
    ['other', 'CLIENT_SUSPENDED', 2],
  ]);
  await flood(3, 'CLIENT_SUSPENDED');
  expect(entries).toHaveLength(36);
});

test('what was not the same of all is not said of any', async () => {
  await flood(10, 'CLIENT_SUSPENDED');
  await refuse('CLIENT_SUSPENDED', 'portal', 'b');
  await refuse('CLIENT_SUSPENDED', 'portal', 'c');
  await recorder.close();
  expect(entries.at(-1)).toMatchObject({ caller: { client: 'portal', actor: 'NONE', role: 'CITIZEN' } });
});

test('an emergency access that one of several names is told with who named it, and about whom', async () => {
  await flood(12, 'QUOTA_EXCEEDED', 'portal', 'b');
  for (const actor of ['a', 'b', 'a']) await refuse('QUOTA_EXCEEDED', 'portal', actor, 1, `of-${actor}`);
  isFull = true;
  await vi.advanceTimersByTimeAsync(10 * minutes);
  isFull = false;
  await recorder.close();
  expect(
    entries
      .slice(10)
      .map(({ caller, named, repeated }) => [caller.actor, caller.emergency, named, repeated?.count]),
  ).toEqual([
    ['b', undefined, [person(10), person(11)], 2],
    ['a', 'of-a', [person(12), person(14)], 2],
    ['b', 'of-b', [person(13)], 1],
  ]);
});

test('ten emergency accesses are told by themselves, also where something else was told before', async () => {
  await flood(12, 'QUOTA_EXCEEDED', 'portal', 'b');
  const actors = Array.from({ length: 11 }, (_, number) => `actor-${number}`);
  for (const actor of [...actors, 'actor-11'])
    await refuse('QUOTA_EXCEEDED', 'portal', actor, 1, 'emergency');
  await recorder.close();
  const told = entries.slice(10).map(({ caller }) => caller.actor);
  expect(told).toEqual(['b', ...actors.slice(0, 10), 'NONE']);
});

test('what was told of several emergency accesses, and was not written, takes the place of none of the next ten', async () => {
  const own = Array.from({ length: 10 }, (_, number) => `of-${number}`);
  const nameTwelve = async () => {
    await flood(10, 'QUOTA_EXCEEDED');
    for (const id of [...own, 'one-more', 'another'])
      await refuse('QUOTA_EXCEEDED', 'portal', `actor ${id}`, 1, id);
  };
  await nameTwelve();
  mostEntries = 20;
  await vi.advanceTimersByTimeAsync(10 * minutes);
  mostEntries = Infinity;
  await nameTwelve();
  await recorder.close();
  const told = entries.slice(30).map(({ caller, repeated }) => [caller.emergency, repeated?.count]);
  expect(Object.fromEntries(told)).toEqual({ ...Object.fromEntries(own.map((id) => [id, 1])), SEVERAL: 4 });
});

test('emergency accesses that somebody makes up are told as such, and do not make the log grow', async () => {
  await flood(10, 'CLIENT_SUSPENDED');
  for (let made = 0; made < 500; made++)
    await refuse('CLIENT_SUSPENDED', 'portal', 'a', 1, `made-up-${made}`);
  await refuse('CLIENT_SUSPENDED', 'portal', 'b', 1, 'made-up');
  await refuse('CLIENT_SUSPENDED');
  await recorder.close();
  const together = entries.slice(10);
  expect(together).toHaveLength(12);
  expect(together.find(({ caller }) => caller.emergency === 'SEVERAL')).toMatchObject({
    caller: { actor: 'NONE', client: 'portal' },
    repeated: { count: 491 },
  });
  expect(together.filter(({ caller }) => caller.emergency === undefined)).toHaveLength(1);
});

test('a refusal that has cost a request of the quota has an entry of its own, however many there are', async () => {
  await flood(30, 'PURPOSE_NOT_ALLOWED');
  expect(entries).toHaveLength(30);
  expect(entries.some(({ repeated }) => repeated)).toBe(false);
});

test('what was counted is written at a stop, and where the log was full it is counted on', async () => {
  await flood(11, 'QUOTA_EXCEEDED');
  isFull = true;
  await vi.advanceTimersByTimeAsync(10 * minutes);
  await flood(12, 'QUOTA_EXCEEDED');
  isFull = false;
  expect(entries).toHaveLength(10);
  await recorder.close();
  expect(entries).toHaveLength(11);
  expect(entries.at(-1)).toMatchObject({ repeated: { count: 3 }, requestId: 'r23' });
});

test('a text that is asked for, since only its hash was sent, is no refusal', async () => {
  await refuse('PERSISTED_QUERY_NOT_FOUND');
  expect(entries).toEqual([]);
});

test('what a slow log writes at last is counted once', async () => {
  await flood(11, 'QUOTA_EXCEEDED');
  const slow = Promise.withResolvers<void>();
  written = slow.promise;
  await vi.advanceTimersByTimeAsync(15 * minutes);
  slow.resolve();
  await vi.advanceTimersByTimeAsync(15 * minutes);
  expect(entries.flatMap(({ repeated }) => repeated?.count ?? [])).toEqual([1]);
});

test('a log that is silent holds a stop no longer than two seconds', async () => {
  await flood(11, 'QUOTA_EXCEEDED');
  written = Promise.withResolvers<void>().promise;
  let isClosed = false;
  const closing = recorder.close().then(() => (isClosed = true));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(isClosed).toBe(true);
  await closing;
});

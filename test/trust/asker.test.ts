import { afterEach, expect, test, vi } from 'vitest';
import { anonymousFacts } from '../../gateway/access/access-facts.ts';
import { Asker, createAskers } from '../../gateway/trust/asker.ts';
import { hubContextMaxAge } from '../../schema/hub-context.ts';

afterEach(() => vi.useRealTimers());

const read = (asker: Asker): unknown => JSON.parse(Buffer.from(asker.told(), 'base64url').toString());
const requestOf = (requestId: string) => ({ requestId, facts: anonymousFacts('2026-01-01'), askers: [] });

test('who asks is told in the same words within a second, and anew in the next one', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 });
  const asker = new Asker('r');
  const first = asker.told();
  vi.setSystemTime(1_800_000_000_999);
  expect(asker.told()).toBe(first);
  vi.setSystemTime(1_800_000_001_000);
  expect(read(asker)).toEqual({
    requestId: 'r',
    iat: 1_800_000_001,
    exp: 1_800_000_001 + hubContextMaxAge,
  });
});

test('of one request as another it is told who asks then, and of one that keeps nothing it is told anew', () => {
  const askerOf = createAskers(() => 'one');
  const anonymously = requestOf('one');
  const identified = { ...anonymously, facts: { ...anonymously.facts, role: 'OFFICER' } };
  const proven = { represented: [] };
  expect([anonymously, identified].map((request) => askerOf(request, proven).access?.role)).toEqual([
    'ANONYMOUS',
    'OFFICER',
  ]);
  const { requestId, facts } = anonymously;
  expect(askerOf({ requestId, facts }, proven)).not.toBe(askerOf({ requestId, facts }, proven));
});

test('calls of one request share what is told where the same is proven, and nothing else', () => {
  let version = 'one';
  const askerOf = createAskers(() => version);
  const [one, other] = [requestOf('one'), requestOf('other')];
  const proven = { represented: ['child'] };
  const asker = askerOf(one, proven);
  expect(askerOf(one, proven)).toBe(asker);
  expect(asker.access).toMatchObject({ role: 'ANONYMOUS', policyVersion: 'one', relations: proven });
  version = 'two';
  const others = [
    askerOf(one, proven),
    askerOf(one, { represented: [] }),
    askerOf(one, proven, 'claim'),
    askerOf(one),
    askerOf(other, proven),
  ];
  expect(new Set([asker, ...others]).size).toBe(6);
  expect(
    others.map(({ requestId, access }) => [requestId, access?.policyVersion, access?.relations]),
  ).toEqual([
    ['one', 'two', proven],
    ['one', 'two', { represented: [] }],
    ['one', 'two', proven],
    ['one', undefined, undefined],
    ['other', 'two', proven],
  ]);
  expect(others.map(({ access }) => access?.caseToProve)).toEqual([
    undefined,
    undefined,
    'claim',
    undefined,
    undefined,
  ]);
});

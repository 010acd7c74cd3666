import { expect, test } from 'vitest';
import { loadBreachTerms, readBreachTerms } from '../../gateway/breach/breach.ts';
import { openBreachRegister } from '../../gateway/breach/breach-register.ts';
import { createGatewayMetrics } from '../../gateway/observability/gateway-metrics.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';

const { register: law } = await loadPolicy();
const discoveredAt = Temporal.Instant.from('2026-07-15T02:00:00Z');

test('the operator reads of how many breaches the authority is still to be told after 72 hours', async () => {
  const store = await openStore({ uri: 'memory:' });
  const clock = { now: discoveredAt };
  const register = await openBreachRegister(store, await loadBreachTerms(law), () => clock.now);
  const metrics = createGatewayMetrics();
  metrics.lateNotices(register.overdueNotices);
  const count = async () => /^hub_breach_notices_overdue (\d+)$/m.exec((await metrics.read()).text)?.[1];
  const found = { discoveredAt, text: 'A list was sent to the wrong office.', people: 3, actor: 'dpo' };
  const told = await register.record(found);
  await register.record(found);
  clock.now = discoveredAt.add({ hours: 72 });
  expect(await count()).toBe('0');
  clock.now = discoveredAt.add({ hours: 72, seconds: 1 });
  expect(await count()).toBe('2');
  await register.advance(told?.id ?? '', 'dpo');
  expect(await count()).toBe('1');
  await store.close();
});

const row =
  '- {from: 2026-01-01, noticeHours: 72, keepYears: 5, articles: [law-91-2025-art-23], verified: false, doubt: a copy}\n';

test.each([
  ['an article that the register has not', row.replace('law-91-2025-art-23', 'law-0')],
  ['a doubt about what is verified', row.replace('verified: false', 'verified: true')],
  ['no doubt about what is not', row.replace(', doubt: a copy', '')],
])('terms with %s are refused', (_what, yaml) => {
  expect(readBreachTerms(row, law)).toHaveLength(1);
  expect(() => readBreachTerms(yaml, law)).toThrow('gateway/breach/terms.yaml: 2026-01-01: ');
});

test('every mistake in the terms is told', () => {
  const wrong = row.replace('law-91-2025-art-23', 'law-0, law-1').replace(', doubt: a copy', '');
  expect(() => readBreachTerms(wrong, law)).toThrow(
    /law-0 is no article[^]*law-1 is no article[^]*give a doubt/,
  );
});

import { expect, test } from 'vitest';
import { loadBreachTerms } from '../../gateway/breach/breach.ts';
import { openBreachRegister } from '../../gateway/breach/breach-register.ts';
import { createGatewayMetrics } from '../../gateway/observability/gateway-metrics.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';

const discoveredAt = Temporal.Instant.from('2026-07-15T02:00:00Z');

test('the operator reads of how many breaches the authority is still to be told after 72 hours', async () => {
  const store = await openStore({ uri: 'memory:' });
  const clock = { now: discoveredAt };
  const { register: law } = await loadPolicy();
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

import { fastify } from 'fastify';
import { expect, test, vi } from 'vitest';
import { addMetricsRoute } from '../../gateway/observability/metrics-route.ts';

test('whoever asks for metrics while they are read waits for that reading, and causes none', async () => {
  const reading = Promise.withResolvers<{ readonly contentType: string; readonly text: string }>();
  const begun = Promise.withResolvers<void>();
  const read = vi.fn<() => typeof reading.promise>(() => reading.promise);
  const app = fastify();
  let arrived = 0;
  app.addHook('preHandler', async () => void (++arrived === 20 && begun.resolve()));
  addMetricsRoute(app, { read });
  const answers = Array.from({ length: 20 }, () => app.inject('/metrics'));
  await begun.promise;
  // The last of them asks in the same turn.
  await new Promise(setImmediate);
  reading.resolve({ contentType: 'text/plain', text: 'up 1' });
  for (const { statusCode, body } of await Promise.all(answers))
    expect([statusCode, body]).toEqual([200, 'up 1']);
  expect(read).toHaveBeenCalledOnce();
});

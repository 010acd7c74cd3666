import { AggregatorRegistry, Histogram, Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { countDurations } from '../../gateway/observability/count-durations.ts';
import { toOtlp } from '../../subgraphs/kit/metrics/to-otlp.ts';

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const common = { name: 'a_seconds', help: 'A' };
const times = { begun: 1_000, now: 2_000 };

/** Below, at and beyond each bound, by labels that come by turns. */
const observed = [0, ...buckets, 10.5, 600].flatMap((seconds, at) => [
  [seconds, ['health', 'justice', 'a "b"\\\n'][at % 3] ?? '', at % 2 ? 'OK' : 504] as const,
  [seconds + 1e-9, 'health', 'OK'] as const,
]);

/** The same in the library's own histogram and in ours. */
function both(labelNames: readonly [string, string?]): readonly [Registry, Registry] {
  const [library, ours] = [new Registry(), new Registry()];
  const [first, second] = labelNames;
  const names = labelNames.filter((name) => name !== undefined);
  const histogram = new Histogram({ ...common, labelNames: names, buckets, registers: [library] });
  const count = countDurations(ours, { ...common, labelNames });
  for (const [seconds, one, other] of observed) {
    histogram.observe({ [first]: one, ...(second !== undefined && { [second]: other }) }, seconds);
    if (second === undefined) count(seconds, one);
    else count(seconds, one, other);
  }
  return [library, ours];
}

test.each([[['subgraph', 'outcome']], [['outcome']]] as const)(
  'durations by %s are told as the library would tell them, as text, to a collector and of two workers',
  async (labelNames) => {
    const [library, ours] = both(labelNames);
    expect(await ours.metrics()).toBe(await library.metrics());
    const told = async (registry: Registry) => toOtlp(await registry.getMetricsAsJSON(), times);
    expect(await told(ours)).toEqual(await told(library));
    const ofTwo = async (registry: Registry) => {
      const counted = await registry.getMetricsAsJSON();
      return AggregatorRegistry.aggregate([counted, counted]).metrics();
    };
    expect(await ofTwo(ours)).toBe(await ofTwo(library));
  },
);

test('before anything was counted a histogram is told, and without a series', async () => {
  const registry = new Registry();
  countDurations(registry, { ...common, labelNames: ['outcome'] });
  expect(await registry.metrics()).toBe('# HELP a_seconds A\n# TYPE a_seconds histogram\n');
});

import type { Histogram, Registry } from 'prom-client';

/** Seconds: from what a cached answer takes to what nobody waits for. */
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What a histogram of durations is called, and by what its series are told apart. */
export interface DurationNames {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly [string, string?];
}

/** Counts something that took so long. @param one value of the first label @param other that of the second, if there is one */
export type CountDuration = (seconds: number, one: string | number, other?: string | number) => void;

interface Series {
  readonly labels: Readonly<Record<string, string | number>>;
  /** How many took up to each bound and longer than the one before; the last took longer than all. */
  readonly counts: number[];
  sum: number;
}

/**
 * A histogram that is counted for every call to an agency: a series is found by the values themselves and counted in place. The
 * library's own checks the labels and writes a key of them each time. What is read of it is the same.
 */
export function countDurations(
  registry: Registry,
  { name, help, labelNames: [first, second] }: DurationNames,
): CountDuration {
  const all: Series[] = [];
  const known = new Map<string | number, Map<string | number | undefined, Series>>();
  const begin = (one: string | number, other: string | number | undefined): Series => {
    const labels = { [first]: one, ...(second !== undefined && other !== undefined && { [second]: other }) };
    const series = { labels, counts: Array.from({ length: bounds.length + 1 }, () => 0), sum: 0 };
    all.push(series);
    known.getOrInsertComputed(one, () => new Map()).set(other, series);
    return series;
  };
  const get = async () => ({
    name,
    help,
    type: 'histogram',
    aggregator: 'sum',
    values: all.flatMap((series) => valuesOf(name, series)),
  });
  // All that a registry asks of a metric; its type names the library's own classes alone.
  registry.registerMetric({ name, get } as unknown as Histogram);
  return (seconds, one, other) => {
    const series = known.get(one)?.get(other) ?? begin(one, other);
    let at = 0;
    while (seconds > (bounds[at] ?? Infinity)) at++;
    series.counts[at] = (series.counts[at] ?? 0) + 1;
    series.sum += seconds;
  };
}

/** A series as Prometheus has it: each bucket holds those before it. */
function valuesOf(name: string, { labels, counts, sum }: Series) {
  let count = 0;
  const buckets = counts.map((some, at) => ({
    metricName: `${name}_bucket`,
    labels: { le: bounds[at] ?? '+Inf', ...labels },
    value: (count += some),
  }));
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: count },
  ];
}

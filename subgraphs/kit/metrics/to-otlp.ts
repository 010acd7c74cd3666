import { ValueType, type HrTime } from '@opentelemetry/api';
import {
  AggregationTemporality,
  DataPointType,
  type DataPoint,
  type Histogram,
  type MetricData,
} from '@opentelemetry/sdk-metrics';
import type { CountedMetrics } from './counted-metrics.ts';

/** Milliseconds since 1970. */
export interface CountedTimes {
  /** Since when it is counted. */
  readonly begun: number;
  readonly now: number;
}

type Counted = CountedMetrics[number];
type Value = Counted['values'][number];

/**
 * What was counted, as OpenTelemetry has it: the same names, labels and numbers that `/metrics` tells. A summary becomes a
 * histogram of one bucket, which has its sum and its count; quantiles of one are left out.
 */
export function toOtlp(counted: CountedMetrics, { begun, now }: CountedTimes): MetricData[] {
  const times = { startTime: hrTime(begun), endTime: hrTime(now) };
  return counted.map((metric) => {
    const common = {
      // Without a unit of its own: names end with it, and whoever translates them back would add it again.
      descriptor: { name: metric.name, description: metric.help, unit: '', valueType: ValueType.DOUBLE },
      aggregationTemporality: AggregationTemporality.CUMULATIVE,
    };
    switch (kindOf(metric)) {
      case 'counter':
        return {
          ...common,
          dataPointType: DataPointType.SUM,
          isMonotonic: true,
          dataPoints: points(metric, times),
        };
      case 'gauge':
        return { ...common, dataPointType: DataPointType.GAUGE, dataPoints: points(metric, times) };
      default:
        return {
          ...common,
          dataPointType: DataPointType.HISTOGRAM,
          dataPoints: distributions(metric, times),
        };
    }
  });
}

/** The library types it as a number, and has the word. */
function kindOf({ type }: Counted): string {
  return String(type);
}

type Times = Pick<DataPoint<never>, 'startTime' | 'endTime'>;

function points({ values }: Counted, times: Times): DataPoint<number>[] {
  return (
    values
      // What nobody could count (NaN, where a store is away) has no number in JSON either.
      .filter(({ value }) => Number.isFinite(value))
      .map(({ value, labels }) => ({ ...times, attributes: textual(labels), value }))
  );
}

function distributions({ name, values }: Counted, times: Times): DataPoint<Histogram>[] {
  const series = Map.groupBy(values, ({ labels }) => JSON.stringify(seriesLabels(labels)));
  return Array.from(series.values(), (parts) => {
    const total = (part: string) => parts.find((value) => partOf(value) === `${name}_${part}`)?.value ?? 0;
    const upTo = parts
      .flatMap(({ labels, value }) =>
        typeof labels['le'] === 'number' ? [{ bound: labels['le'], value }] : [],
      )
      .toSorted((one, other) => one.bound - other.bound);
    const count = total('count');
    const cumulative = [...upTo.map(({ value }) => value), count];
    const buckets = {
      boundaries: upTo.map(({ bound }) => bound),
      counts: cumulative.map((value, at) => value - (cumulative[at - 1] ?? 0)),
    };
    const value = { buckets, sum: total('sum'), count };
    return { ...times, attributes: textual(seriesLabels(parts[0]?.labels ?? {})), value };
  });
}

/** Of a histogram, which of its numbers a value is. */
function partOf(value: Value): string | undefined {
  return 'metricName' in value ? String(value.metricName) : undefined;
}

function seriesLabels({ le: _bound, quantile: _share, ...labels }: Value['labels']): Value['labels'] {
  return labels;
}

/** Prometheus knows labels as texts alone. */
function textual(labels: Value['labels']): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)]));
}

function hrTime(milliseconds: number): HrTime {
  return [Math.trunc(milliseconds / 1_000), Math.round((milliseconds % 1_000) * 1e6)];
}

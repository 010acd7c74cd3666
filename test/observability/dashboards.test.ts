import { readFileSync } from 'node:fs';
import { OperationTypeNode } from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { memoryLog } from '../../gateway/log/memory-log.ts';
import { createGatewayMetrics } from '../../gateway/observability/gateway-metrics.ts';
import { entryAt } from '../log/entries.ts';

const folder = new URL('../../deploy/observability/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');

/** What may be asked of Prometheus: the names of series, and the labels that each has. */
let labelsOf: ReadonlyMap<string, ReadonlySet<string>>;

beforeAll(async () => {
  const metrics = createGatewayMetrics();
  metrics.request('/graphql', 200, 1);
  metrics.fetch({ subgraph: 'health', milliseconds: 1 });
  metrics.refusal('QUOTA_EXCEEDED');
  await metrics.measured(memoryLog()).append(entryAt('2026-11-27T00:00:00Z', 'r'));
  metrics.answer('DS.SELF.VIEW', {
    result: {},
    kind: OperationTypeNode.QUERY,
    denials: [{ path: [], coordinate: 'A.b', rule: 'policy', reason: 'NOT_GRANTED' } as never],
    disclosures: [{ subgraph: 'health', relation: 'SELF', subjects: ['s'] } as never],
  });
  const series = (await metrics.read()).text.matchAll(/^([a-z_0-9]+)(?:\{(.*)\})? /gm);
  const found = new Map<string, Set<string>>();
  for (const [, name = '', labels = ''] of series) {
    const known = found.get(name) ?? new Set(['instance', 'job']);
    for (const [, label = ''] of labels.matchAll(/([a-z_]+)="/g)) known.add(label);
    found.set(name, known);
  }
  labelsOf = found;
});

const { panels } = JSON.parse(read('gateway-dashboard.json')) as {
  readonly panels: readonly {
    readonly title: string;
    readonly description: string;
    readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
  }[];
};
const { groups } = parse(read('alerts.yaml')) as {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly annotations: Readonly<Record<string, string>>;
    }[];
  }[];
};
const rules = groups.flatMap((group) => group.rules);
const questions = [
  ...panels.flatMap(({ title, targets }) =>
    targets.map(({ expr, legendFormat }) => ({ place: `panel "${title}"`, expr, shown: legendFormat })),
  ),
  ...rules.map(({ alert, expr, annotations }) => ({
    place: `alert ${alert}`,
    expr,
    shown: Object.values(annotations).join(' '),
  })),
];

test.each(questions)('$place asks for series and labels that the gateway has', ({ expr, shown }) => {
  const series = expr.match(/\b(?:http|hub|nodejs|process)_[a-z0-9_]+(?=[{[\s)]|$)/g) ?? [];
  const names = series.filter((name) => !/^http_(route|response_status_code)$/.test(name));
  expect(names).not.toEqual([]);
  expect(names.filter((name) => !labelsOf.has(name))).toEqual([]);
  const known = new Set(names.flatMap((name) => [...(labelsOf.get(name) ?? [])]));
  const labels = [
    ...Array.from(expr.matchAll(/by \(([^)]*)\)/g), ([, list = '']) => list.split(',')).flat(),
    ...Array.from(expr.matchAll(/[{,]\s*([a-z_]+)\s*(?:=|!=|=~)/g), ([, label = '']) => label),
    ...Array.from(shown.matchAll(/\{\{\s*(?:\$labels\.)?([a-z_]+)\s*\}\}/g), ([, label = '']) => label),
  ].map((label) => label.trim());
  expect(labels.filter((label) => !known.has(label))).toEqual([]);
});

test('every alert says what to do, and every panel what it shows', () => {
  expect(rules.filter(({ annotations }) => !annotations['summary'] || !annotations['action'])).toEqual([]);
  expect(panels.filter(({ description }) => description === '')).toEqual([]);
});

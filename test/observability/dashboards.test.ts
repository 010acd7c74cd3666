import { readFileSync } from 'node:fs';
import { OperationTypeNode } from 'graphql';
import { Registry } from 'prom-client';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { memoryLog } from '../../gateway/log/memory-log.ts';
import { countIntake } from '../../subgraphs/health/intake/intake-metrics.ts';
import type { ReceivedFile } from '../../subgraphs/health/intake/filing/received-file.ts';
import { watchBacklog } from '../../subgraphs/kit/metrics/watch-backlog.ts';
import { createGatewayMetrics } from '../../gateway/observability/gateway-metrics.ts';
import { createWorkerMetrics } from '../../gateway/workers/worker-metrics.ts';
import { entryAt } from '../log/entries.ts';
import { samplePaper } from '../subgraphs/health/intake/sample-papers.ts';

const folder = new URL('../../deploy/observability/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');

/** What may be asked of Prometheus: the names of series, and the labels that each has. */
let labelsOf: ReadonlyMap<string, ReadonlySet<string>>;

beforeAll(async () => {
  const metrics = createGatewayMetrics();
  metrics.request('/graphql', 200, 1);
  metrics.fetch({ subgraph: 'health', milliseconds: 1 });
  metrics.refusal('QUOTA_EXCEEDED');
  metrics.decidedOtherwise({ subgraph: 'health', isUsed: true });
  await metrics.measured(memoryLog()).append(entryAt('2026-11-27T00:00:00Z', 'r'));
  metrics.answer('DS.SELF.VIEW', {
    result: {},
    kind: OperationTypeNode.QUERY,
    denials: [{ path: [], coordinate: 'A.b', rule: 'policy', reason: 'NOT_GRANTED' } as never],
    disclosures: [{ subgraph: 'health', relation: 'SELF', subjects: ['s'] } as never],
  });
  metrics.relay(noQueue);
  metrics.watchLoad(() => ({ inFlight: 0, queued: 0, allowed: 1, shed: 0, held: 0 }));
  metrics.watchSubgraphs(() => ({ health: { circuit: 'CLOSED', retries: 0 } }));
  metrics.overdue(async () => new Map([['health', 1]]));
  metrics.lateNotices(async () => 0);
  metrics.witnesses(() => [{ witness: 'witness.invalid', waiting: 0, waitedFor: 0, taken: 0, givenUp: 0 }]);
  const primary = await createWorkerMetrics().read();
  const series = `${(await metrics.read()).text}\n${primary}\n${await agencySeries()}`.matchAll(
    /^([a-z_0-9]+)(?:\{(.*)\})? /gm,
  );
  const found = new Map<string, Set<string>>();
  for (const [, name = '', labels = ''] of series) {
    const known = found.get(name) ?? new Set(['instance', 'job']);
    for (const [, label = ''] of labels.matchAll(/([a-z_]+)="/g)) known.add(label);
    found.set(name, known);
  }
  labelsOf = found;
});

const noQueue = { dead: async () => [], waiting: async () => [] };

/** What an agency tells that has done everything once. */
async function agencySeries(): Promise<string> {
  const registry = new Registry();
  const intake = countIntake(registry);
  const { paper } = samplePaper('DISCHARGE_PAPER');
  const file = { facilityCode: '00001', papers: [] as ReceivedFile['papers'] } as ReceivedFile;
  intake.answered('withdrawals', 'ACCEPTED', 1);
  const findings = [{ rule: 'TAG_MISSING' }] as const;
  const papers = [{ file: 'XML7', paper: 1, kind: paper.kind, outcome: 'REFUSED', findings }] as const;
  intake.settled(file, { ...file, papers }, [{ ...paper, receivedAt: '2027-01-01T00:00:00Z' }]);
  watchBacklog(registry, {
    seals: { waiting: async () => 0 },
    events: { queues: { outbox: noQueue, inbox: noQueue } },
  });
  return registry.metrics();
}

const dashboards = ['gateway-dashboard.json', 'agency-dashboard.json'].map((file) =>
  JSON.parse(read(file)),
) as {
  readonly panels: readonly {
    readonly title: string;
    readonly description: string;
    readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
  }[];
}[];
const panels = dashboards.flatMap((dashboard) => dashboard.panels);
const { groups } = parse(read('alerts.yaml')) as {
  readonly groups: readonly {
    readonly name: string;
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly annotations: Readonly<Record<string, string>>;
    }[];
  }[];
};
const rules = groups.flatMap((group) => group.rules);
/** What becomes of a job is told by what runs it. */
const isOurs = ({ name }: { readonly name: string }) => name !== 'lien-thong-jobs';
const questions = [
  ...panels.flatMap(({ title, targets }) =>
    targets.map(({ expr, legendFormat }) => ({ place: `panel "${title}"`, expr, shown: legendFormat })),
  ),
  ...groups
    .filter(isOurs)
    .flatMap((group) => group.rules)
    .map(({ alert, expr, annotations }) => ({
      place: `alert ${alert}`,
      expr,
      shown: Object.values(annotations).join(' '),
    })),
];

test.each(questions)('$place asks for series and labels that there are', ({ expr, shown }) => {
  const series = expr.match(/\b(?:http|hub|nodejs|process|agency|intake)_[a-z0-9_]+(?=[{[\s)]|$)/g) ?? [];
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

test('whatever a gateway or an agency counts of its work is in a dashboard or an alert', () => {
  const asked = questions.map(({ expr }) => expr).join('\n');
  const own = new Set(
    Array.from(labelsOf.keys(), (name) => name.replace(/_(bucket|sum|count)$/, '')).filter((name) =>
      /^(http|hub|agency|intake)_/.test(name),
    ),
  );
  expect(own.size).toBeGreaterThan(25);
  expect([...own].filter((name) => !asked.includes(name))).toEqual([]);
});

test('every alert has a section of docs/alerts.md that says what it means and what to do, and no section is without one', () => {
  const text = readFileSync(new URL('../../docs/alerts.md', import.meta.url), 'utf8');
  const sections = Array.from(text.matchAll(/^### (\w+)\n\n((?:(?!^#).*\n)+)/gm), ([, name, body = '']) => ({
    name,
    isWhole: body.trim().split(/\s+/).length > 25,
  }));
  expect(sections).toEqual(rules.map(({ alert }) => ({ name: alert, isWhole: true })));
  for (const { alert, annotations } of rules)
    expect(annotations['runbook']).toBe(`docs/alerts.md#${alert.toLowerCase()}`);
});

test('every alert says what to do, and every panel what it shows', () => {
  expect(rules.filter(({ annotations }) => !annotations['summary'] || !annotations['action'])).toEqual([]);
  expect(panels.filter(({ description }) => description === '')).toEqual([]);
});

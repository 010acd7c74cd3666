import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { agencyAlerts } from './agency-alerts.ts';
import { gatewayAlerts } from './gateway-alerts.ts';
import { jobAlerts } from './job-alerts.ts';
import { loadAlerts } from './load-alerts.ts';
import { checkQueries, checkRules, noPromtool, rulesFile, whatFires } from './promtool.ts';

const cases = [...gatewayAlerts, ...loadAlerts, ...jobAlerts, ...agencyAlerts];

interface Rule {
  readonly alert: string;
  readonly annotations: Readonly<Record<string, string>>;
}

const { groups } = parse(readFileSync(rulesFile, 'utf8')) as {
  readonly groups: readonly { readonly rules: readonly Rule[] }[];
};
const rules = groups.flatMap((group) => group.rules);

describe.skipIf(noPromtool)(`an alert, by Prometheus itself${noPromtool ? ` (${noPromtool})` : ''}`, () => {
  test.each(cases.filter(({ fires }) => fires))('fires: $alert, when $when', async (tried) => {
    expect(await whatFires(tried)).toEqual(tried.fires);
  });

  test.each(cases.filter(({ fires }) => !fires))('does not fire: $alert, when $when', async (tried) => {
    expect(await whatFires(tried)).toEqual([]);
  });

  test('is of a form that Prometheus reads, and so is each question of the dashboards', async () => {
    expect(checkRules()).toContain(`${rules.length} rules found`);
    expect(await checkQueries()).toContain('rules found');
  });
});

test('each alert is tried with what it fires at, and with what it does not', () => {
  const tried = (isFiring: boolean) =>
    [
      ...new Set(cases.filter(({ fires }) => Boolean(fires) === isFiring).map(({ alert }) => alert)),
    ].toSorted();
  const all = rules.map(({ alert }) => alert).toSorted();
  expect([tried(true), tried(false)]).toEqual([all, all]);
});

test.each(rules)('what $alert says names labels that it has when it fires', ({ alert, annotations }) => {
  const named = Object.values(annotations).flatMap((text) =>
    Array.from(text.matchAll(/\$labels\.(\w+)/g), ([, label = '']) => label),
  );
  for (const { fires = [] } of cases.filter((each) => each.alert === alert)) {
    for (const labels of fires) for (const label of named) expect(labels).toContain(`${label}="`);
  }
});

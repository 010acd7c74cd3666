import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AlertCase } from './alert-case.ts';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'deploy/observability');

/** The alert rules of the repository. */
export const rulesFile = join(folder, 'alerts.yaml');

/** Taken out of Debian's package by `.ci/run`. */
const promtool = join(root, 'build/promtool');

/** Why no rule can be evaluated here; undefined where it can. */
export const noPromtool = existsSync(promtool) ? undefined : 'no promtool here: .ci/run takes it from Debian';

/** Labels of each alert of a case that fires then, as Prometheus evaluates the rules, without those of the rule itself. */
export async function whatFires({ alert, every = 1, series, after }: AlertCase): Promise<readonly string[]> {
  const firing = `ALERTS{alertname="${alert}", alertstate="firing"}`;
  const asked = {
    expr: `sum without (alertname, alertstate, severity) (${firing})`,
    eval_time: after,
    // Whatever fires is told as what was not expected.
    exp_samples: [{ labels: '{nothing="fires"}', value: 1 }],
  };
  const input = Object.entries(series).map(([name, values]) => ({ series: name, values }));
  const interval = `${every}m`;
  const tried = { interval, input_series: input, promql_expr_test: [asked] };
  const said = await withFile(
    { rule_files: [rulesFile], evaluation_interval: interval, tests: [tried] },
    (file) =>
      promisify(execFile)(promtool, ['test', 'rules', file]).then(
        () => 'nothing was told',
        ({ stderr, stdout }: { readonly stderr: string; readonly stdout: string }) => stdout + stderr,
      ),
  );
  const got = /got:\s*(.*)$/m.exec(said)?.[1];
  if (got === undefined) throw new Error(said);
  return got === 'nil' ? [] : Array.from(got.matchAll(/\{[^}]*\}/g), ([labels]) => labels).toSorted();
}

/** @throws Error with what Prometheus complains of */
export function checkRules(): string {
  return execFileSync(promtool, ['check', 'rules', rulesFile], { encoding: 'utf8', stdio: 'pipe' });
}

/** Reads what the dashboards ask, with a length in place of Grafana's own. @throws as `checkRules` */
export function checkQueries(): Promise<string> {
  const asked = ['gateway', 'agency'].flatMap((name) => {
    const { panels } = JSON.parse(readFileSync(join(folder, `${name}-dashboard.json`), 'utf8')) as {
      readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[];
    };
    return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  });
  const rules = asked.map((expr, at) => ({
    record: `asked:${at}`,
    expr: expr.replaceAll('$__rate_interval', '5m'),
  }));
  return withFile({ groups: [{ name: 'dashboards', rules }] }, async (file) =>
    execFileSync(promtool, ['check', 'rules', file], { encoding: 'utf8', stdio: 'pipe' }),
  );
}

/** JSON is YAML. */
async function withFile<Done>(content: object, use: (file: string) => Promise<Done>): Promise<Done> {
  const place = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    const file = join(place, 'given.yaml');
    writeFileSync(file, JSON.stringify(content));
    return await use(file);
  } finally {
    rmSync(place, { recursive: true });
  }
}

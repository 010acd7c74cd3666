import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const root = join(import.meta.dirname, '../..');
const chart = join(root, 'deploy/helm/lien-thong');

/** Built by `npm run build:helm`, which takes the Go module of its makers. */
const built = join(root, 'build/helm');

/** Why the chart cannot be rendered here; undefined where it can. */
export const noHelm = existsSync(built) ? undefined : 'no helm here: npm run build:helm';

/** What a chart is rendered to, as far as it is looked at. */
export interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly template?: { readonly spec: PodSpec };
    readonly jobTemplate?: { readonly spec: { readonly template: { readonly spec: PodSpec } } };
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly endpoints?: unknown;
    readonly ports?: unknown;
  };
}

export interface PodSpec {
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly terminationGracePeriodSeconds: number;
}

interface Container {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string }[];
  readonly volumeMounts: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly readOnly?: boolean;
  }[];
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly [probe: string]: unknown;
}

interface Volume {
  readonly name: string;
  readonly secret?: { readonly items?: readonly { readonly path: string }[] };
}

const given = [
  '--set-file',
  `gateway.supergraph=${join(root, 'schema/supergraph.graphql')}`,
  '--set',
  'gateway.issuers=none',
];

/** @throws Error with what helm complains of */
export function lintChart(): string {
  return execFileSync(built, ['lint', '--strict', chart, ...given], { encoding: 'utf8', stdio: 'pipe' });
}

/** @param values more of them, as `--set-json` takes them */
export function renderChart(values: Readonly<Record<string, unknown>> = {}): readonly Rendered[] {
  const more = Object.entries(values).flatMap(([name, value]) => [
    '--set-json',
    `${name}=${JSON.stringify(value)}`,
  ]);
  const args = ['template', 'hub', chart, '--kube-version', '1.31.0', ...given, ...more];
  const text = execFileSync(built, args, { encoding: 'utf8', stdio: 'pipe' });
  return parseAllDocuments(text).map((document) => {
    if (document.errors[0]) throw document.errors[0];
    return document.toJS() as Rendered;
  });
}

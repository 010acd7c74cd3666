import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** A small house with every door that may stand open, and every wall that somebody might walk through. */
const house: Readonly<Record<string, string>> = {
  'package.json':
    '{ "type": "module", "dependencies": { "mongodb": "*", "@apollo/gateway": "*", "@apollo/composition": "*", "@cedar-policy/cedar-wasm": "*" }, "devDependencies": { "vitest": "*" } }',
  ...library('mongodb'),
  ...library('vitest'),
  ...library('@apollo/gateway'),
  ...library('@apollo/composition'),
  ...library('@cedar-policy/cedar-wasm'),

  'start/main.ts':
    "import '../gateway/server.ts'; import '../subgraphs/health/resolvers.ts'; import '../test/world/people.ts';",
  'schema/compose.ts': "import '@apollo/composition';",
  'schema/policy.ts': "import type { Server } from '../gateway/server.ts'; export type Policy = Server;",
  'schema/terms.ts': "export const terms = () => import('../subgraphs/kit/serve.ts');",
  'schema/policy/cedar/read.ts': "import '@cedar-policy/cedar-wasm';",
  'schema/policy/load.ts': "import './cedar/read.ts';",
  'schema/policy/policy-table.ts': "import '../sentence.ts';",
  'schema/sentence.ts': "import '@cedar-policy/cedar-wasm';",
  'schema/library.ts': "import '@apollo/gateway';",
  'gateway/server.ts':
    "import '../schema/compose.ts'; import '../subgraphs/kit/serve.ts'; export type Server = 1;",
  'gateway/federation/plan.ts': "import '@apollo/gateway';",
  'gateway/federation/planning/order.ts': "import '../fetching/call.ts';",
  'gateway/federation/fetching/call.ts': "import '../planning/step.ts';",
  'gateway/federation/planning/step.ts': "import '../plan.ts';",
  'gateway/access/decide.ts': "import '../../schema/policy/policy-table.ts';",
  'gateway/cli/policy.ts': "import '../../schema/policy/load.ts';",
  'gateway/shortcut.ts': "import '../subgraphs/health/resolvers.ts';",
  'gateway/planner.ts': "export { plan } from '@apollo/gateway';",
  'gateway/building.ts': "import '@apollo/composition';",
  'gateway/log.ts': "import { MongoClient } from 'mongodb'; export const log = MongoClient;",
  'gateway/people.ts': "import '../test/world/people.ts';",
  'gateway/start.ts': "import '../start/main.ts';",
  'gateway/helpers/words.ts': "import '../server.ts';",
  'gateway/words.ts': "import './helpers/words.ts'; import './text-utils.ts';",
  'gateway/text-utils.ts': 'export const text = 1;',
  'gateway/lost.ts': "import './nowhere.ts';",
  'gateway/proof.ts': "import 'vitest';",
  'subgraphs/kit/serve.ts': "import './store/open-store.ts';",
  'subgraphs/kit/favourite.ts': "import '../health/resolvers.ts';",
  'subgraphs/kit/store/open-store.ts': "import 'node:sqlite'; export const open = () => import('mongodb');",
  'subgraphs/health/resolvers.ts': "import '../kit/serve.ts'; import '../../schema/compose.ts';",
  'subgraphs/health/neighbour.ts':
    "import type { Births } from '../justice/births.ts'; export type Mine = Births;",
  'subgraphs/health/upstairs.ts': "export const server = await import('../../gateway/server.ts');",
  'subgraphs/health/file.ts': "import { DatabaseSync } from 'node:sqlite'; export const file = DatabaseSync;",
  'subgraphs/justice/births.ts': "import '../kit/serve.ts'; export type Births = 1;",
  'subgraphs/justice/alone.ts': 'export const alone = 1;',
  'test/world/people.ts':
    "import '../../subgraphs/health/resolvers.ts'; import 'mongodb'; import '@apollo/gateway';",
};

/** Each rule with the imports that it refuses: all of them, and no others. */
const refusals: Readonly<Record<string, readonly string[]>> = {
  'schema-knows-nobody': ['schema/policy.ts → gateway/server.ts', 'schema/terms.ts → subgraphs/kit/serve.ts'],
  'gateway-knows-no-agency': ['gateway/shortcut.ts → subgraphs/health/resolvers.ts'],
  'plans-know-no-fetching': ['gateway/federation/planning/order.ts → gateway/federation/fetching/call.ts'],
  'agencies-know-no-gateway': ['subgraphs/health/upstairs.ts → gateway/server.ts'],
  'agencies-know-no-other': [
    'subgraphs/health/neighbour.ts → subgraphs/justice/births.ts',
    'subgraphs/kit/favourite.ts → subgraphs/health/resolvers.ts',
  ],
  'nobody-imports-the-roof': ['gateway/start.ts → start/main.ts'],
  'only-proof-imports-test': ['gateway/people.ts → test/world/people.ts'],
  'databases-in-store': [
    'gateway/log.ts → node_modules/mongodb/index.js',
    'subgraphs/health/file.ts → node:sqlite',
  ],
  'apollo-gateway-in-federation': [
    'gateway/planner.ts → node_modules/@apollo/gateway/index.js',
    'schema/library.ts → node_modules/@apollo/gateway/index.js',
  ],
  'composition-in-compose': ['gateway/building.ts → node_modules/@apollo/composition/index.js'],
  'cedar-in-policy': ['schema/sentence.ts → node_modules/@cedar-policy/cedar-wasm/index.js'],
  'cedar-off-the-request-path': [
    'gateway/access/decide.ts → node_modules/@cedar-policy/cedar-wasm/index.js',
    'schema/policy/policy-table.ts → node_modules/@cedar-policy/cedar-wasm/index.js',
  ],
  'no-development-library': ['gateway/proof.ts → node_modules/vitest/index.js'],
  'no-orphan': ['subgraphs/justice/alone.ts'],
  'no-unresolvable': ['gateway/lost.ts → ./nowhere.ts'],
  'no-junk-drawer': [
    'gateway/words.ts → gateway/helpers/words.ts',
    'gateway/words.ts → gateway/text-utils.ts',
  ],
  'no-junk-drawer-within': ['gateway/helpers/words.ts → gateway/server.ts'],
};

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

interface Config {
  readonly forbidden: readonly { readonly name: string }[];
}

const config = readFileSync(join(root, '.dependency-cruiser.json'), 'utf8');
const { forbidden }: Config = JSON.parse(config);
let folder = '';
let violations: readonly Violation[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'house-'));
  for (const [file, text] of Object.entries({ ...house, '.dependency-cruiser.json': config })) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [cruiser, '.', '--output-type', 'json'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  violations = JSON.parse(stdout).summary.violations;
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the layer check', () => {
  test.each(forbidden.map(({ name }) => name))('%s refuses just the imports that cross its wall', (name) => {
    const edges = violations
      .filter(({ rule }) => rule.name === name)
      .map(({ from, to }) => (from === to ? from : `${from} → ${to}`));
    expect(edges.toSorted()).toEqual(refusals[name]);
  });
});

function library(name: string): Readonly<Record<string, string>> {
  return {
    [`node_modules/${name}/package.json`]: `{ "name": "${name}", "version": "1.0.0", "type": "module", "main": "index.js" }`,
    [`node_modules/${name}/index.js`]: 'export const MongoClient = 1, plan = 1;',
  };
}

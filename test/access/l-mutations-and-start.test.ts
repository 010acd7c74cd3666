import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readGatewayOptions } from '../../gateway/start/gateway-options.ts';
import { composeGraph } from '../federation/start-graph.ts';
import { baseGraph } from './base-graph.ts';
import { guard, startGuardedGraph, type GuardedGraph } from './guarded-graph.ts';
import { denied, expectDenied } from './wire.ts';

let graph: GuardedGraph;
beforeAll(async () => {
  graph = await startGuardedGraph(baseGraph);
});
afterEach(() => graph.forget());
afterAll(() => graph.stop());

const correct = (selection: string) => `correctName(id: 1, name: "x") { ${selection} }`;

test('L1: a mutation that the caller may not make is not made', async () => {
  const answer = await graph.ask('', `mutation { ${correct('fullName')} }`);
  expectDenied(graph, answer, { data: null, at: ['correctName'], unsent: ['correctName'] });
  expect(graph.calls('population')).toBe(0);
});

test('L1: nor is one of which the caller may make but not read', async () => {
  for (const [selection, at] of [
    ['nationalId', 'correctName.nationalId'],
    ['fullName spouse { birthDate }', 'correctName.spouse.birthDate'],
  ] as const) {
    const answer = await graph.ask('pop:write', `mutation { ${correct(selection)} }`);
    expectDenied(graph, answer, { data: null, at: [at], unsent: ['correctName'] });
    expect(graph.sent()).toBe('');
  }
});

test.each([
  `mutation { touch ${correct('fullName')} }`,
  `mutation { ${correct('fullName')} touch }`,
  `mutation { touch ...M } fragment M on Mutation { ${correct('fullName')} }`,
])('L3: of two mutations of which one is denied neither runs: %s', async (query) => {
  const answer = await graph.ask('', query);
  expectDenied(graph, answer, { data: null, at: ['correctName'], unsent: ['correctName', 'touch'] });
  expect(graph.sent()).toBe('');
  const skipped = await graph.ask('', query.replace('x") {', 'x") @skip(if: true) {'));
  expect([skipped.data, skipped.errors]).toEqual([{ touch: 'touched' }, []]);
});

test('L5: where denials reject the whole operation, all of them are told and nothing is asked', async () => {
  const strict = await guard(baseGraph, { onDenial: 'reject' });
  const answer = await strict.ask(
    undefined,
    '{ ping me { id } x: citizen(id: 1) { fullName nationalId bloodType } }',
  );
  expectDenied(strict, answer, {
    data: null,
    at: ['me', 'x.nationalId', 'x.bloodType'],
    unsent: ['ping', 'citizen'],
  });
  expect(strict.sent()).toBe('');
  expect((await strict.ask(undefined, '{ ping }')).data).toEqual({ ping: 'pong' });
});

test.each([undefined, '', 'health:read'])(
  'L11: a denial names no scope and no policy: %s',
  async (scopes) => {
    const query =
      '{ me { id } citizen(id: 1) { nationalId religion genome records { note } cases { verdict } } events { id } }';
    const answer = await graph.ask(scopes, query);
    expect(denied(answer).length).toBeGreaterThan(3);
    expect(answer.text).not.toMatch(
      /pop:|sensitive|health:|break-glass|sealed|"genome"[^,]*scope|policy|requires/i,
    );
    for (const { message } of answer.errors) expect(message).toBe('You may not see this field.');
  },
);

describe('the command', () => {
  let folder: string;
  let supergraph: string;
  const write = async (name: string, content: string) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'start-'));
    const definitions = Object.fromEntries(baseGraph.map((source) => [source.name, source]));
    supergraph = await write('supergraph.graphql', composeGraph(definitions));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Runs the command, which must end by itself. */
  async function expectNoStart(args: readonly string[], complaint: RegExp): Promise<void> {
    const main = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));
    const child = spawn(process.execPath, [main, '--supergraph', supergraph, '--port', '0', ...args], {
      env: { NODE_ENV: 'production' },
    });
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    if (child.exitCode === null) await once(child, 'exit');
    expect([child.exitCode, output]).toEqual([2, '']);
    expect(errors).toMatch(complaint);
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
  }

  test('L6: knows no way to start that tells of denials without denying', async () => {
    for (const option of ['--dry-run', '--dry_run=true', '--no-enforce']) {
      expect(() => readGatewayOptions(['--supergraph', supergraph, option])).toThrow(/Unknown option/);
    }
    await expectNoStart(['--on-denial', 'ignore'], /--on-denial must be filter .* or reject/);
  });

  test.each(['', '{"sensitive": ["chapl'])(
    'L9: does not start on rules that are empty or cut off: "%s"',
    async (content) => {
      await expectNoStart(['--policies', await write('policies.json', content)], /must be a JSON object/);
    },
  );

  test('L9: does not start on rules that it cannot read', async () => {
    await expectNoStart(['--policies', join(folder, 'none.json')], /there is no such file/);
  });

  test('L9: does not start on guards that it cannot enforce', async () => {
    const definitions = Object.fromEntries(baseGraph.map((source) => [source.name, source]));
    const open = composeGraph(definitions).replace('[["pop:nid"]]', '[[]]');
    await expectNoStart(['--supergraph', await write('open.graphql', open)], /empty group/);
  });
});

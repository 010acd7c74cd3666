import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { diffShapes, isAgreed } from '../../schema/shape-diff/diff-shapes.ts';
import { runSchemaDiff } from '../../schema/shape-diff/schema-diff-command.ts';
import { base, smallGraph, withGraph } from '../policy-diff/small-sides.ts';
import { root } from '../policy/change-policy.ts';

const without = withGraph('clinical: String @data(category: CLINICAL)', '');
const removed = 'FIELD_REMOVED Person.clinical was removed.';
const entry = (change: string) =>
  `- id: no-clinical\n  change: ${change}\n  from: 2026-12-01\n  clients: [hospital-his]\n  reason: It moved to another type\n`;

describe('a change of the graph that breaks clients', () => {
  test('is refused while nobody agreed to it', () => {
    const diff = diffShapes(base, without);
    expect(diff.breaking).toEqual([{ change: removed, agreed: undefined }]);
    expect(isAgreed(diff)).toBe(false);
  });

  test('passes with an entry that says it word for word, once', () => {
    const agreed = { ...without, breakingChanges: entry(removed) };
    expect(diffShapes(base, agreed).breaking).toEqual([{ change: removed, agreed: 'no-clinical' }]);
    expect(isAgreed(diffShapes(base, agreed))).toBe(true);
    // The entry stood there already: it agreed to an earlier change.
    expect(isAgreed(diffShapes({ ...base, breakingChanges: entry(removed) }, agreed))).toBe(false);
  });

  test('is not agreed to by an entry for something else, which is refused too', () => {
    const other = { ...without, breakingChanges: entry('FIELD_REMOVED Person.name was removed.') };
    const diff = diffShapes(base, other);
    expect([isAgreed(diff), diff.problems]).toEqual([
      false,
      ['schema/breaking-changes.yaml: no-clinical meets no breaking change: remove it'],
    ]);
  });

  test('is none where a field or an optional argument is added', () => {
    const added = withGraph('died: String', 'place: String @data(category: DEATH)\n    died: String');
    expect(isAgreed(diffShapes(base, added))).toBe(true);
  });

  test('is none where only the machinery of composition changes', () => {
    const more = {
      ...base,
      supergraph: `${smallGraph}\ndirective @join__field(graph: String) on FIELD_DEFINITION`,
    };
    expect(diffShapes(more, base).breaking).toEqual([]);
  });
});

describe('npm run schema:diff', () => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-schema-diff-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, supergraph: string, breaking = '[]\n') => {
    const schema = join(folder, name, 'schema');
    mkdirSync(schema, { recursive: true });
    cpSync(join(root, 'schema/policy'), join(schema, 'policy'), {
      recursive: true,
      filter: (path) => !path.endsWith('.ts'),
    });
    cpSync(join(root, 'schema/access.graphql'), join(schema, 'access.graphql'));
    writeFileSync(join(schema, 'supergraph.graphql'), supergraph);
    writeFileSync(join(schema, 'breaking-changes.yaml'), breaking);
  };

  test('ends with 0 for nothing, 1 for a break, 0 for an agreed one, and says which', async () => {
    write('old', smallGraph);
    write('new', without.supergraph);
    write('agreed', without.supergraph, entry(removed));
    expect(await runSchemaDiff(['old', 'old'], folder)).toEqual({
      exitCode: 0,
      output: 'BREAKING 0\nDANGEROUS 0',
    });
    const broken = await runSchemaDiff(['old', 'new'], folder);
    expect(broken.exitCode).toBe(1);
    expect(broken.output).toContain(`  ${removed}\n    NOT AGREED TO`);
    expect((await runSchemaDiff(['old', 'agreed'], folder)).exitCode).toBe(0);
  });

  test.each([
    ['no arguments', [], 'Usage: npm run schema:diff'],
    ['an option', ['old', '--new'], 'Usage: npm run schema:diff'],
    ['a revision that is none', ['old', 'nowhere'], 'nowhere is neither a folder nor a revision'],
    [
      'an entry that is not complete',
      ['old', 'bad'],
      'schema/breaking-changes.yaml: x: change must be a text',
    ],
  ])('refuses %s in one line, and ends with 2', async (_what, args, message) => {
    write('old', smallGraph);
    write('bad', smallGraph, '- id: x\n');
    const { exitCode, output } = await runSchemaDiff(args, folder);
    expect(exitCode).toBe(2);
    expect(output).toContain(message);
    expect(output).not.toContain('\n');
  });
});

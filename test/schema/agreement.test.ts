import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCompose } from '../../schema/compose-command.ts';

const root = join(import.meta.dirname, '../..');

test('the four agencies compose, break no rule, and the committed supergraph is what they make', () => {
  expect(runCompose({ root, args: ['--check'], env: {} })).toEqual({
    exitCode: 0,
    lines: ['schema/supergraph.graphql: up to date'],
  });
});

test('the supergraph keeps the vocabulary of access, so that a gateway can judge by it', () => {
  const supergraph = readFileSync(join(root, 'schema/supergraph.graphql'), 'utf8');
  expect(supergraph).toContain('@link(url: "https://lienthong.gov.vn/access/v1.0"');
  expect(supergraph).toMatch(/^enum DataCategory/m);
  expect(supergraph).toMatch(/^enum DataMask/m);
});

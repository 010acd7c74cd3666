import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assemblePolicy } from '../../schema/policy/assemble-policy.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { changed, root } from './change-policy.ts';

const policies = 'schema/policy/policies';

test.each([
  ['register', '\n# one more line'],
  ['roles', '\n# one more line'],
  ['gates.cedar', '\n// one more line'],
] as const)('the version of the table changes with the text of %s', async (place, added) => {
  const { table } = await loadPolicy();
  expect(assemblePolicy(changed(place, /$/, added)).table.version).not.toBe(table.version);
});

test('the policy loads within half a second of processor time', async () => {
  const before = process.threadCpuUsage();
  await loadPolicy();
  const { user, system } = process.threadCpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(500);
});

describe('a file that is not there', () => {
  let copy = '';
  beforeEach(async () => {
    copy = await mkdtemp(join(tmpdir(), 'policy-'));
    await cp(join(root, 'schema'), join(copy, 'schema'), { recursive: true });
  });
  afterEach(() => rm(copy, { recursive: true }));

  test('is not missed: a copy loads as the original does', async () => {
    expect((await loadPolicy(copy)).table.version).toBe((await loadPolicy()).table.version);
  });

  test.each(['policy/hub.cedarschema', 'policy/legal-basis.yaml', 'policy/roles.yaml', 'access.graphql'])(
    'is named: %s',
    async (file) => {
      await rm(join(copy, 'schema', file));
      await expect(loadPolicy(copy)).rejects.toThrow(`schema/${file}: cannot be read (ENOENT): restore it`);
    },
  );

  test.each(['policy/purposes.yaml', 'policy/policies/gates.cedar'])(
    'is named when empty: %s',
    async (file) => {
      await writeFile(join(copy, 'schema', file), ' \n');
      await expect(loadPolicy(copy)).rejects.toThrow(`schema/${file}: is empty: restore it`);
    },
  );

  test('is missed even when all policies are gone', async () => {
    await rm(join(copy, policies), { recursive: true });
    await expect(loadPolicy(copy)).rejects.toThrow(`${policies}: cannot be read (ENOENT): restore it`);
  });
});

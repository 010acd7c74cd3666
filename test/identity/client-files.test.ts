import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse as parseYaml, stringify } from 'yaml';
import type { ClientRegister } from '../../gateway/identity/clients/client.ts';
import { readClientTexts } from '../../gateway/identity/clients/client-files.ts';
import { loadClients } from '../../gateway/identity/clients/load-clients.ts';
import { clientsFolder, readRegisters, type Registers } from './registers.ts';

let registers: Registers;
let clients: ClientRegister;
let mistakes: readonly string[];
let folder: string;

beforeAll(async () => {
  registers = await readRegisters();
  ({ clients, mistakes } = await loadClients({ folder: clientsFolder, vocabulary: registers }));
  folder = await mkdtemp(join(tmpdir(), 'clients-'));
  await cp(join(clientsFolder, 'operations'), join(folder, 'operations'), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

describe('the reviewed clients', () => {
  test('have no mistakes', () => {
    expect(mistakes).toEqual([]);
    expect(clients.size).toBeGreaterThan(9);
  });

  test('are the same read at once, with their operations, and change no more', async () => {
    const texts = await readClientTexts(clientsFolder);
    const nowhere = { folder: '/nowhere', texts, vocabulary: registers };
    expect(await loadClients(nowhere)).toEqual({ clients, mistakes: [] });
    expect([...clients.values()].flatMap(({ operations }) => [...operations]).length).toBeGreaterThan(9);
    const operation = Object.keys(texts).find((path) => path.startsWith('operations/')) ?? '';
    const { [operation]: _, ...others } = texts;
    const { mistakes: found } = await loadClients({ ...nowhere, texts: others });
    expect(found.join('\n')).toContain(`names ${operation}, which cannot be read`);
  });

  test('are read beside links of editors that lead nowhere, and a client whose link does so is told', async () => {
    const edited = await mkdtemp(join(tmpdir(), 'edited-'));
    const link = (name: string) => symlink('editor@machine.1', join(edited, name));
    try {
      await writeFile(join(edited, 'one.yaml'), 'text');
      await link('.#one.yaml');
      await link('README');
      expect(await readClientTexts(edited)).toEqual({ 'one.yaml': 'text' });
      await link('two.yaml');
      await expect(readClientTexts(edited)).rejects.toThrow('two.yaml');
    } finally {
      await rm(edited, { recursive: true });
    }
  });

  test('are there for every role that can ask', () => {
    const roles = new Set([...clients.values()].flatMap((client) => [...client.roles]));
    expect([...registers.roles.keys()].filter((role) => !roles.has(role))).toEqual([]);
  });

  test('are there for every purpose', () => {
    const purposes = new Set([...clients.values()].flatMap((client) => [...client.purposes]));
    expect([...registers.purposes.keys()].filter((purpose) => !purposes.has(purpose))).toEqual([]);
  });

  test('register operations that fit the graph, each for a purpose of theirs', async () => {
    const sdl = await readFile(join(clientsFolder, '../../schema/supergraph.graphql'), 'utf8');
    const graph = buildSchema(sdl, { assumeValidSDL: true });
    const operations = [...clients.values()].flatMap((client) =>
      [...new Set(client.operations.values())].map((operation) => ({ client, operation })),
    );
    expect(operations.length).toBeGreaterThan(20);
    for (const { client, operation } of operations) {
      const wrong = validate(graph, parse(operation.text)).map(({ message }) => message);
      expect({ operation: operation.name, wrong }).toEqual({ operation: operation.name, wrong: [] });
      expect(client.purposes).toContain(operation.purpose);
    }
  });

  test('register something for each of their purposes but the review of their own accesses and rights', () => {
    const open = [...clients.values()]
      .filter(({ suspended }) => suspended === undefined)
      .flatMap(({ id, purposes, operations }) => {
        const served = new Set([...operations.values()].map(({ purpose }) => purpose));
        return [...purposes].filter((purpose) => !served.has(purpose)).map((purpose) => `${id} ${purpose}`);
      });
    expect(open.filter((line) => !/AU\.OWN|DS\.RIGHTS/.test(line))).toEqual([]);
  });
});

/** A good file with some fields changed; `undefined` takes one away. */
async function mistakesOf(changes: Readonly<Record<string, unknown>>, base = 'vss-benefits') {
  const good: Record<string, unknown> = parseYaml(
    await readFile(join(clientsFolder, `${base}.yaml`), 'utf8'),
  );
  const file = join(folder, `${base}.yaml`);
  await writeFile(file, stringify({ ...good, ...changes }));
  const loaded = await loadClients({ folder, vocabulary: registers });
  await rm(file);
  expect(loaded.clients.size).toBe(loaded.mistakes.length === 0 ? 1 : 0);
  return loaded.mistakes;
}

test('a client whose file is unchanged has no mistakes', async () => {
  expect(await mistakesOf({})).toEqual([]);
  expect(await mistakesOf({ keyIds: ['key-1'], organisations: ['BHXH-01'] })).toEqual([]);
});

describe('a mistake in a client file is told with file, field and fix:', () => {
  const file = 'operations/vss-benefits/claims-of-office.graphql';
  const purpose = 'SI.CLAIM.DECIDE';
  const agreement = { number: '1', providers: ['vss'], consumer: 'A', from: '2026-01-01', to: '2026-12-31' };
  test.each<[string, Record<string, unknown>, string]>([
    ['another id than the file', { id: 'other' }, 'id must be vss-benefits, as the file is called.'],
    ['a field that nobody knows', { rolls: [] }, 'rolls is no field here: remove it, or use id, name,'],
    ['a name in one language', { name: { en: 'A' } }, 'name.vi must be a text that is not empty.'],
    ['an agency that is none', { agency: 'bank' }, 'agency must be one of vss, health,'],
    ['nobody to call', { contact: undefined }, 'contact must be a text that is not empty.'],
    ['no issuer', { issuers: [] }, 'issuers must name at least one; leave nothing open.'],
    ['an empty list of keys', { keyIds: [] }, 'keyIds must name at least one; leave nothing open.'],
    ['a role that is none', { roles: ['KING'] }, 'roles "KING" is no role of roles.yaml.'],
    [
      'a role of another agency',
      { roles: ['AUDITOR'] },
      'roles AUDITOR is for clients of agency hub: take it out.',
    ],
    ['a purpose that is none', { purposes: ['FUN'] }, 'purposes "FUN" is no purpose of purposes.yaml.'],
    [
      'a purpose of other roles',
      { purposes: ['AU.REVIEW'] },
      "purposes AU.REVIEW is for none of the client's roles: take it out.",
    ],
    [
      'a purpose twice',
      { purposes: ['AU.OWN', 'AU.OWN'], operations: [] },
      'purposes names something twice.',
    ],
    ['scopes that are no list', { scopes: 'a b' }, 'scopes must be a list; write [] for none.'],
    [
      'any organisation without a reason',
      { organisations: { any: 'yes' } },
      'organisations.any must be the reason why',
    ],
    ['all organisations in a word', { organisations: 'any' }, 'organisations must be a mapping of any.'],
    [
      'no limit of how many people one of its users may learn of',
      { quota: { perMinute: 5, perDay: 5 } },
      'quota.subjects must be',
    ],
    [
      'a quota of nothing',
      { quota: { perMinute: 0, perDay: 5 } },
      'quota.perMinute must be a whole number from 1 up.',
    ],
    ['no agreement', { agreement: undefined }, 'agreement must be a mapping of number, providers,'],
    [
      'a day that is none',
      { agreement: { ...agreement, to: '2026-02-30' } },
      'agreement.to must be a day such as',
    ],
    [
      'an agreement that ends before it begins',
      { agreement: { ...agreement, to: '2025-12-31' } },
      'agreement.to must not be before agreement.from.',
    ],
    [
      'an unknown provider',
      { agreement: { ...agreement, providers: ['bank'] } },
      'agreement.providers must be a list',
    ],
    [
      'no provider',
      { agreement: { ...agreement, providers: [] } },
      'agreement.providers must name at least one',
    ],
    [
      'a suspension without reason',
      { suspended: { since: '2026-11-01' } },
      'suspended.reason must be one of SECURITY_INCIDENT,',
    ],
    ['a suspension in a word', { suspended: true }, 'suspended must be a mapping of since, reason, note.'],
    [
      'a webhook over plain http off this machine',
      { webhook: { url: 'http://vss.gov.vn/hook', events: ['justice.birth.*'] } },
      'webhook.url must be https://HOST/PATH without a user; plain http stays on this machine.',
    ],
    [
      'a webhook with a user in its address',
      { webhook: { url: 'https://user:pass@vss.gov.vn/hook', events: ['justice.birth.*'] } },
      'webhook.url must be https://',
    ],
    [
      'a webhook for every event',
      { webhook: { url: 'https://vss.gov.vn/hook', events: ['*'] } },
      'webhook.events must be a list of which each item is a type of event',
    ],
    [
      'a webhook for nothing',
      { webhook: { url: 'https://vss.gov.vn/hook', events: [] } },
      'webhook.events must name at least one type of event.',
    ],
    [
      'a webhook for events of an agency that the agreement does not name',
      { agreement, webhook: { url: 'https://vss.gov.vn/hook', events: ['justice.birth.*'] } },
      'webhook.events justice.birth.* is of an agency that the agreement does not name: take it out.',
    ],
    ['operations that are no list', { operations: {} }, 'operations must be a list; write [] for none.'],
    [
      'a file outside the folder',
      { operations: [{ name: 'A', file: 'operations/../../secret.graphql', purpose }] },
      'operations[0].file must be a file such as',
    ],
    [
      'a file that is not there',
      { operations: [{ name: 'A', file: 'operations/no.graphql', purpose }] },
      'operations[0] names operations/no.graphql, which cannot be read: add the file.',
    ],
    [
      'an operation of another name',
      { operations: [{ name: 'A', file, purpose }] },
      'operations[0] must hold one operation, named A, and its fragments.',
    ],
    [
      'an operation for a purpose that the client has not',
      { operations: [{ name: 'ClaimsOfOffice', file, purpose: 'AU.REVIEW' }] },
      'operations[0] has a purpose that the client itself has not.',
    ],
    [
      'an operation twice',
      { operations: [1, 2].map(() => ({ name: 'ClaimsOfOffice', file, purpose })) },
      'operations[1] is the second of the name ClaimsOfOffice: give each its own.',
    ],
  ])('%s', async (_, changes, message) => {
    const told = await mistakesOf(changes);
    expect(told.join('\n')).toContain(`vss-benefits.yaml: ${message}`);
    expect(told.filter((line) => /\n|undefined|\[object/.test(line))).toEqual([]);
  });

  test.each([
    ['[', 'odd.yaml: line 1 is not valid YAML:'],
    ['a: 1\na: 2', 'odd.yaml: line 2 is not valid YAML: Map keys must be unique.'],
    ['just a text', 'odd.yaml: the file must be a mapping of id, name,'],
    ['', 'odd.yaml: the file must be a mapping of id, name,'],
  ])('a file that holds %j', async (text, message) => {
    await writeFile(join(folder, 'odd.yaml'), text);
    const { mistakes: found } = await loadClients({ folder, vocabulary: registers });
    await rm(join(folder, 'odd.yaml'));
    expect(found).toEqual([expect.stringContaining(message)]);
  });

  test('a name of the file that no id can be', async () => {
    await writeFile(join(folder, 'Big Client.yaml'), 'id: Big Client');
    const { mistakes: found } = await loadClients({ folder, vocabulary: registers });
    await rm(join(folder, 'Big Client.yaml'));
    expect(found[0]).toBe('Big Client.yaml: the name of the file must be small letters, digits and hyphens.');
  });
});

describe('a persisted-query manifest', () => {
  const format = 'apollo-persisted-query-manifest';
  const purposes = { ClaimStatus: 'PS.STATUS' };
  test.each([
    ['that is none', {}, 'must hold an apollo-persisted-query-manifest of version 1.'],
    [
      'of another version',
      { format, version: 2 },
      'must hold an apollo-persisted-query-manifest of version 1.',
    ],
    ['without operations', { format, version: 1 }, 'has no list of operations.'],
    ['with half an operation', { format, version: 1, operations: [{ id: 'a' }] }, 'without name or body.'],
    [
      'with an id that is no hash',
      { format, version: 1, operations: [{ id: 'a', name: 'A', body: 'query A { a }' }] },
      'has for A an id that is not the SHA-256 of its body: generate it anew.',
    ],
  ])('%s is refused', async (_, manifest, message) => {
    await writeFile(join(folder, 'operations/bad.json'), JSON.stringify(manifest));
    const operations = [{ manifest: 'operations/bad.json', purposes }];
    expect(await mistakesOf({ operations }, 'national-portal')).toEqual([expect.stringContaining(message)]);
  });

  test('needs a purpose for each operation, and for no other', async () => {
    const manifest = 'operations/national-portal/persisted-query-manifest.json';
    const operations = [{ manifest, purposes: { ...purposes, Other: 'PS.STATUS' } }];
    expect(await mistakesOf({ operations }, 'national-portal')).toEqual([
      expect.stringContaining('operations[0].purposes.Other is no field here'),
      expect.stringContaining('operations[0].purposes.ClaimPrefill must be a text'),
      expect.stringContaining('operations[0].purposes.ClaimPreview must be a text'),
      expect.stringContaining('operations[0].purposes.SubmitClaim must be a text'),
    ]);
  });
});

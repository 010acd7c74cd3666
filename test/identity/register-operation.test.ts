import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerRegisterCommand } from '../../gateway/cli/register-operation.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';
import { loadClients } from '../../gateway/identity/clients/load-clients.ts';
import { matchOperation } from '../../gateway/identity/operations/match-operation.ts';
import { clientsFolder, readRegisters } from './registers.ts';

const supergraph = fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url));
const operation = 'query StateOf2Claims($one: ID!) { claim(id: $one) { id state } }';

let clients: string;

beforeEach(async () => {
  clients = await mkdtemp(join(tmpdir(), 'register-'));
  await cp(clientsFolder, clients, { recursive: true });
});
afterEach(() => rm(clients, { recursive: true }));

async function register(text: string, client = 'hub-audit', purpose = 'AU.REVIEW'): Promise<string> {
  const file = join(clients, 'operation.graphql');
  await writeFile(file, text);
  return answerRegisterCommand(['--client', client, '--purpose', purpose, file], { clients, supergraph });
}

describe('npm run register-operation', () => {
  test.each([
    ['hub-audit', 'AU.REVIEW'],
    ['retired-his', 'HC.DOC.ISSUE'],
  ])(
    'puts the operation beside the file of %s, which stays as it was but for the entry',
    async (id, purpose) => {
      const path = join(clients, `${id}.yaml`);
      const before = await readFile(path, 'utf8');
      expect(await register(operation, id, purpose)).toContain('for review');
      const loaded = await loadClients({ folder: clients, vocabulary: await readRegisters() });
      expect(loaded.mistakes).toEqual([]);
      const matched = matchOperation(loaded.clients.get(id)?.operations, { query: operation }, true);
      expect(matched.operation).toMatchObject({ name: 'StateOf2Claims', purpose });
      const entry = `  - name: StateOf2Claims
    file: operations/${id}/state-of2-claims.graphql
    purpose: ${purpose}\n`;
      expect(await readFile(path, 'utf8')).toBe(before.replace('operations: []', 'operations:') + entry);
    },
  );

  test.each([
    ['an operation that does not fit the graph', 'query A { nothing }', undefined, 'does not fit the graph'],
    ['wrong syntax', 'query A {', undefined, 'Syntax Error'],
    ['an operation without a name', '{ __typename }', undefined, 'must hold an operation with a name'],
    [
      'a second operation',
      `${operation} query B { __typename }`,
      undefined,
      'must hold one operation, named',
    ],
    [
      'a name that is taken',
      'query PaperTrail { __typename }',
      undefined,
      'has registered PaperTrail already',
    ],
    ['a purpose that the client has not', operation, 'SI.CLAIM.PAY', "is none of hub-audit's own: AU.REVIEW"],
  ])('%s is one line that says what to do, and nothing is written', async (_, text, purpose, message) => {
    const before = await readFile(join(clients, 'hub-audit.yaml'), 'utf8');
    const refused = await register(text, 'hub-audit', purpose).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UsageError);
    expect(String(refused)).toContain(message);
    expect(await readFile(join(clients, 'hub-audit.yaml'), 'utf8')).toBe(before);
  });

  test('a client that is none is one line', async () => {
    await expect(register(operation, 'nobody')).rejects.toThrow('there is no such file');
    await expect(register(operation, '../secret')).rejects.toThrow('Name the client');
  });
});

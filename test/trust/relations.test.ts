import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RelationQuestion } from '../../schema/hub-context.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { StoreUnavailableError } from '../../subgraphs/kit/store/store-errors.ts';
import { citizens } from '../../subgraphs/population/collections.ts';
import { population } from '../../subgraphs/population/subgraph.ts';
import { citizen } from '../subgraphs/population/records.ts';
import {
  createGatewayKey,
  listen,
  send,
  type GatewayKey,
  type ListeningSubgraph,
} from './signed-subgraph.ts';

const question: RelationQuestion = { role: 'REPRESENTATIVE', citizen: 'someone' };
const secret = '079190000123';

let key: GatewayKey;
let store: Store;
let proving: ListeningSubgraph;
let silent: ListeningSubgraph;
beforeAll(async () => {
  key = await createGatewayKey();
  store = await openStore({ uri: 'memory:' });
  await (await store.collection(citizens)).insertMany([citizen('someone')]);
  const { proveRelations: _none, ...unproven } = population;
  proving = await listen(
    {
      ...unproven,
      proveRelations: async ({ citizen: id = '', role }, { citizens, call }) => {
        if (role === 'away') throw new StoreUnavailableError(`store of ${secret}`);
        if (role === 'broken') throw new Error(`cannot read ${secret}`);
        const known = await citizens.load(id);
        return known ? { represented: [known.id, call.requestId] } : {};
      },
    },
    store,
    key,
  );
  silent = await listen(unproven, store, key);
});
afterAll(async () => {
  await Promise.all([proving.close(), silent.close()]);
  await store.close();
});

async function prove(asked: unknown, { url }: ListeningSubgraph = proving) {
  const body = typeof asked === 'string' ? asked : JSON.stringify(asked);
  return send(new URL('relations', url).href, body, await key.forge(body));
}

describe('an agency proves the relations that it knows', () => {
  test('to the gateway, from its own records, within the call', async () => {
    const { status, text } = await prove(question);
    expect({ status, proven: JSON.parse(text) as unknown }).toEqual({
      status: 200,
      proven: { represented: ['someone', 'request-1'] },
    });
    expect(JSON.parse((await prove({ ...question, citizen: 'nobody' })).text)).toEqual({});
  });

  test('and nobody keeps what was proven', async () => {
    const body = JSON.stringify(question);
    const response = await fetch(new URL('relations', proving.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'hub-context': await key.forge(body) },
      body,
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('to nobody without a context, or with one that was used or is for another body', async () => {
    const body = JSON.stringify(question);
    const url = new URL('relations', proving.url).href;
    const context = await key.forge(body);
    expect((await send(url, body)).status).toBe(401);
    expect((await send(url, JSON.stringify({ ...question, citizen: 'other' }), context)).status).toBe(401);
    expect((await send(url, body, context)).status).toBe(200);
    expect((await send(url, body, context)).status).toBe(401);
    expect((await send(proving.url, body, context)).status).toBe(401);
  });

  test('or says that it proves none', async () => {
    const { status, errors } = await prove(question, silent);
    expect({ status, errors }).toEqual({
      status: 404,
      errors: [
        { code: 'NOT_FOUND', message: 'This agency proves no relations; ask the one that knows them.' },
      ],
    });
    expect((await send(new URL('relations', silent.url).href, '{}')).status).toBe(401);
  });
});

test.each<[string, unknown]>([
  ['what is not JSON', `{ ${secret}`],
  ['a list', [question]],
  ['nothing', null],
  ['no role', { citizen: secret }],
  ['an empty role', { role: '' }],
  ['a number for a text', { ...question, citizen: Number(secret) }],
  ['a text without end', { ...question, case: secret.repeat(100) }],
  ['a text for the employees', { ...question, employees: secret }],
  ['too many employees', { ...question, employees: Array.from({ length: 101 }, (_, i) => `${secret}${i}`) }],
  ['a member that no question has', { ...question, [secret]: secret }],
  ['relations of the own word', { ...question, represented: [secret] }],
])('a question that is none is refused without a value of it: %s', async (_what, asked) => {
  const { status, text, errors } = await prove(asked);
  expect({ status, codes: errors.map(({ code }) => code) }).toEqual({ status: 400, codes: ['BAD_REQUEST'] });
  expect(text).not.toContain(secret);
});

test.each([
  ['away', 503, 'SOURCE_UNAVAILABLE'],
  ['broken', 500, 'INTERNAL_SERVER_ERROR'],
])('a fault of the agency is told without its cause: %s', async (role, expected, code) => {
  const { status, text, errors } = await prove({ ...question, role });
  expect({ status, codes: errors.map((error) => error.code) }).toEqual({ status: expected, codes: [code] });
  expect(text).not.toContain(secret);
});

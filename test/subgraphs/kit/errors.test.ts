import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../../subgraphs/kit/store/port.ts';
import { StoreUnavailableError } from '../../../subgraphs/kit/store/store-errors.ts';
import { citizens, type CitizenRecord } from '../../../subgraphs/population/collections.ts';
import { population } from '../../../subgraphs/population/subgraph.ts';
import {
  createGatewayKey,
  listen,
  type GatewayKey,
  type ListeningSubgraph,
} from '../../trust/signed-subgraph.ts';
import { caller } from '../access/caller.ts';
import { citizen } from '../population/records.ts';

/** Stands for a value that must not come back; also inside of texts. */
const secret = '079190000123';

let key: GatewayKey;
let subgraph: ListeningSubgraph | undefined;
beforeAll(async () => {
  key = await createGatewayKey();
});
afterEach(() => subgraph?.close());

// An officer who may see the records: what is denied is never read, and so never breaks.
const officer = caller({ role: 'POPULATION_OFFICER', purpose: 'PD.VERIFY' });
const standings = { Citizen: () => ({ duty: ['POPULATION_OFFICER'] }) };

async function ask(query: string, variables?: Readonly<Record<string, unknown>>, store?: Store) {
  const opened = store ?? (await openStore({ uri: 'memory:' }));
  subgraph = await listen({ ...population, standings }, opened, key);
  return subgraph.ask(query, variables, officer);
}

const livingChildren = 'query ($on: Date!) { citizen(id: "a") { livingChildren(on: $on) } }';
const verify = 'query ($input: CitizenParticulars!) { verifyCitizen(input: $input) { outcome } }';

describe('a value of the wrong kind is refused and not printed', () => {
  test.each<[string, string, Readonly<Record<string, unknown>>]>([
    ['a text for a day', livingChildren, { on: secret }],
    ['a number for a day', livingChildren, { on: Number(secret) }],
    ['a day that does not exist', livingChildren, { on: `2026-02-30 ${secret}` }],
    ['an object for a day', livingChildren, { on: { secret } }],
    ['an unknown value of an enum', verify, { input: { identifierKind: secret, identifier: '1' } }],
    ['a number for a text', verify, { input: { identifierKind: 'PASSPORT', identifier: Number(secret) } }],
    ['a field that is not there', verify, { input: { [`x${secret}`]: secret } }],
    ['a text for an object', verify, { input: secret }],
    ['a list for an id', 'query ($id: ID!) { citizen(id: $id) { id } }', { id: [secret] }],
  ])('%s, in a variable', async (_what, query, variables) => {
    const { status, text, errors } = await ask(query, variables);
    expect(status).toBe(400);
    expect(errors.length).toBeGreaterThan(0);
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['BAD_USER_INPUT']));
    expect(text).not.toContain(secret);
  });

  test.each([
    ['a text for a day', `{ citizen(id: "a") { livingChildren(on: "${secret}") } }`],
    ['a number for a day', `{ citizen(id: "a") { livingChildren(on: ${secret}) } }`],
    ['a number for a text', `{ citizenByIdentifier(kind: PASSPORT, value: ${secret}) { id } }`],
    ['an unknown value of an enum', `{ citizenByIdentifier(kind: X${secret}, value: "1") { id } }`],
    ['an unknown field', `{ x${secret} }`],
    ['what is not GraphQL', `{ citizen(id: "${secret}) }`],
  ])('%s, in the text of the operation', async (_what, query) => {
    const { status, text, errors } = await ask(query);
    expect(status).toBe(400);
    expect(errors[0]?.code).toMatch(/^GRAPHQL_(VALIDATION|PARSE)_FAILED$/);
    expect(text).not.toContain(secret);
  });

  test('but the shape that a day has is told', async () => {
    const inVariable = await ask(livingChildren, { on: secret });
    expect(inVariable.errors).toEqual([
      { code: 'BAD_USER_INPUT', message: 'Date must be a calendar day like 2026-07-01.' },
    ]);
    const inText = await ask(`{ citizen(id: "a") { livingChildren(on: "${secret}") } }`);
    expect(inText.errors).toEqual([
      { code: 'GRAPHQL_VALIDATION_FAILED', message: 'Date must be a calendar day like 2026-07-01.' },
    ]);
  });
});

/** A store in which every read ends with this error. */
function failing(error: Error): Store {
  const fail = async () => {
    throw error;
  };
  return {
    collection: async () => ({
      get: fail,
      getMany: fail,
      find: fail,
      findEach: fail,
      insert: fail,
      insertMany: fail,
      replace: fail,
      count: fail,
    }),
    close: async () => {},
  };
}

describe('a fault of the agency is told without its cause', () => {
  test('when the store is away', async () => {
    const store = failing(new StoreUnavailableError(`store at ${secret}`));
    const { status, text, data, errors } = await ask('{ citizen(id: "a") { id } }', {}, store);
    expect({ status, data }).toEqual({ status: 200, data: { citizen: null } });
    expect(errors[0]?.code).toBe('SOURCE_UNAVAILABLE');
    expect(text).not.toContain(secret);
  });

  test('when something else breaks', async () => {
    const store = failing(new Error(`cannot read ${secret}`));
    const { text, data, errors } = await ask('{ citizens(ids: ["a", "b"]) { id } }', {}, store);
    expect(data).toEqual({ citizens: [null, null] });
    expect(errors.map(({ code }) => code)).toEqual(['INTERNAL_SERVER_ERROR', 'INTERNAL_SERVER_ERROR']);
    expect(text).not.toContain(secret);
  });

  test.each<[string, Partial<CitizenRecord>, string]>([
    ['a day', { birthDate: secret }, 'birthDate'],
    ['a number', { birthYear: Number(secret) }, 'birthYear'],
    ['an enum', { gender: secret as 'MALE' }, 'gender'],
    ['an instant', { updatedAt: secret }, 'populationSource { asOf }'],
  ])('when a stored record does not fit the schema: %s', async (_what, given, selection) => {
    const store = await openStore({ uri: 'memory:' });
    await (await store.collection(citizens)).insertMany([citizen('a', given)]);
    const { text, errors } = await ask(`{ citizen(id: "a") { ${selection} } }`, {}, store);
    expect(errors).toEqual([
      { code: 'INTERNAL_SERVER_ERROR', message: 'The agency could not answer this part.' },
    ]);
    expect(text).not.toContain(secret);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorCodes } from '../../../schema/error-codes.ts';
import { openStore } from '../../../subgraphs/kit/store/open-store.ts';
import { citizens } from '../../../subgraphs/population/collections.ts';
import { population } from '../../../subgraphs/population/subgraph.ts';
import {
  createGatewayKey,
  listen,
  send,
  type GatewayKey,
  type ListeningSubgraph,
} from '../../trust/signed-subgraph.ts';
import { citizen } from '../population/records.ts';
import { caller } from './caller.ts';

const standings = { Citizen: ({ id }: { id: string }) => ({ subject: id, duty: ['POPULATION_OFFICER'] }) };

let key: GatewayKey;
let subgraph: ListeningSubgraph;
beforeAll(async () => {
  key = await createGatewayKey();
  const store = await openStore({ uri: 'memory:' });
  await (await store.collection(citizens)).insertMany([citizen('someone'), citizen('other')]);
  subgraph = await listen({ ...population, standings }, store, key);
  return () => store.close();
});
afterAll(() => subgraph.close());

const query = '{ citizens(ids: ["someone", "other"]) { id fullName } }';
const self = caller({ role: 'CITIZEN', purpose: 'DS.SELF.VIEW', citizen: 'someone' });

describe('over HTTP, under the policy of the hub', () => {
  test('a citizen sees themself and no other, and the answer tells the gateway so', async () => {
    const { status, data, access } = await subgraph.ask(query, {}, self);
    expect({ status, data }).toEqual({
      status: 200,
      data: {
        citizens: [
          { id: 'someone', fullName: 'Nguyễn Thị Ánh' },
          { id: 'other', fullName: null },
        ],
      },
    });
    expect(access).toEqual({
      policyVersion: expect.any(String),
      classification: expect.any(String),
      disclosures: [
        { subjects: ['someone'], relation: 'SELF', full: ['Citizen.fullName'] },
        { subjects: ['other'], relation: 'NONE', denied: ['Citizen.fullName'] },
      ],
      denials: [{ path: ['citizens', 'fullName'], coordinate: 'Citizen.fullName' }],
    });
  });

  test('an officer sees all but their own file', async () => {
    const officer = caller({ role: 'POPULATION_OFFICER', purpose: 'PD.VERIFY', citizen: 'other' });
    expect((await subgraph.ask(query, {}, officer)).data).toEqual({
      citizens: [
        { id: 'someone', fullName: 'Nguyễn Thị Ánh' },
        { id: 'other', fullName: null },
      ],
    });
  });

  test('two calls at the same time tell each what it disclosed itself', async () => {
    const [own, nobody] = await Promise.all([subgraph.ask(query, {}, self), subgraph.ask(query)]);
    expect(own.access?.disclosures.map(({ relation }) => relation)).toEqual(['SELF', 'NONE']);
    expect(nobody.access?.disclosures).toEqual([
      { subjects: ['someone', 'other'], relation: 'NONE', denied: ['Citizen.fullName'] },
    ]);
  });

  test('an operation that is refused discloses nothing', async () => {
    const { status, access } = await subgraph.ask('{ citizen(id: "someone") { unknown } }', {}, self);
    expect({ status, disclosures: access?.disclosures }).toEqual({ status: 400, disclosures: [] });
  });

  test('an address at which there is nothing is told in our own words', async () => {
    const response = await fetch(new URL('/nothing', subgraph.url));
    expect([response.status, await response.json()]).toEqual([
      404,
      { errors: [{ message: errorCodes.NOT_FOUND.en, extensions: { code: 'NOT_FOUND' } }] },
    ]);
  });

  test('what the gateway says of a caller cannot be changed on the way', async () => {
    const body = JSON.stringify({ query });
    const context = await key.forge(body, { access: self });
    const [header, payload = '', signature] = context.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const forged = { ...claims, access: { ...self, citizen: 'other' } };
    const changed = Buffer.from(JSON.stringify(forged)).toString('base64url');
    const { status, text } = await send(subgraph.url, body, [header, changed, signature].join('.'));
    expect(status).toBe(401);
    expect(text).not.toContain('Nguyễn');
  });
});

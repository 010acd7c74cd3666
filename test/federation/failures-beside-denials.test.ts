import { expect, test } from 'vitest';
import type { SubgraphFault } from '../../gateway/federation/fetching/subgraph-fault.ts';
import { agencyLink } from './agency-link.ts';
import type { TestSubgraph } from './serve-subgraph.ts';
import { link, startGraph } from './start-graph.ts';

const types = (category = '', type = '') => `
  type Query { people: [Person] ${category} }
  type Person ${type} { blood: String! ${category} }`;

/** An agency of a hub says what its data are; anybody else does not. */
const ofAgency = `${agencyLink} ${types('@data(category: PUBLIC)')}`;
const ofStranger = `${link()} ${types()}`;

const denied = { code: 'UNAUTHORIZED_FIELD_OR_TYPE' };
const reported = { disclosures: [], denials: [{ path: ['people', 'blood'], coordinate: 'Person.blood' }] };

/** Asks for three people of whom the second has an error of this code and the last another one. */
async function ask(typeDefs: string, codes: readonly (string | undefined)[], access: unknown = reported) {
  const faults: SubgraphFault[] = [];
  const errors = codes.map((code, at) => ({
    message: 'secret',
    path: ['people', at + 1, 'blood'],
    extensions: { code },
  }));
  const data = { people: [{ blood: 'O' }, null, null] };
  const tamper: TestSubgraph['tamper'] = () => ({ body: { data, errors, extensions: { access } } });
  const { ours } = await startGraph(
    { health: { typeDefs, tamper } },
    { onFault: (fault) => faults.push(fault) },
  );
  const answer = await ours('{ people { blood } }');
  expect(answer.data).toEqual(data);
  expect(JSON.stringify(answer)).not.toContain('secret');
  const told = answer.errors?.map(({ path, extensions }) => [
    extensions?.['code'],
    extensions?.['affectedPath'] ?? path?.join('.'),
  ]);
  return { told, faults: faults.length };
}

test('a denied row is told as denied, once, and is no fault', async () => {
  expect(await ask(ofAgency, [denied.code, denied.code])).toEqual({
    told: [[denied.code, 'people.blood']],
    faults: 0,
  });
});

test('a row that failed at the field that is denied in another is told as failed, beside the denial', async () => {
  expect(await ask(ofAgency, [denied.code, 'SOURCE_UNAVAILABLE'])).toEqual({
    told: [
      [denied.code, 'people.blood'],
      ['SUBGRAPH_ERROR', 'people.2.blood'],
    ],
    faults: 1,
  });
});

test('an error that calls itself a denial and is not reported as one is a failure', async () => {
  const unreported = { disclosures: [], denials: [] };
  expect(await ask(ofAgency, [denied.code], unreported)).toEqual({
    told: [['SUBGRAPH_ERROR', 'people.1.blood']],
    faults: 1,
  });
});

test('a subgraph that is no agency of a hub cannot call its failures denials', async () => {
  expect(await ask(ofStranger, [denied.code, undefined])).toEqual({
    told: [
      ['SUBGRAPH_ERROR', 'people.1.blood'],
      ['SUBGRAPH_ERROR', 'people.2.blood'],
    ],
    faults: 1,
  });
});

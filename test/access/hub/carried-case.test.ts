import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchFetches } from '../../leak-hunt/checking/watch-fetches.ts';
import type { Asker, HubUnderTest } from '../../scenario/running-hub.ts';
import { knownPerson } from '../matrix/known-person.ts';
import { askers, ofPerson, startKnownHub } from './known-hub.ts';

const { officer } = askers;

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startKnownHub();
});
afterAll(() => hub.stop());

/** An answer, and the calls that it took: agency and path, in order. */
async function watched(query: string, asker: Asker) {
  const fetches = watchFetches();
  try {
    const answer = await hub.ask(query, {}, asker);
    return { answer, calls: fetches.take().map(({ agency, path }) => `${agency}${path}`) };
  } finally {
    fetches.stop();
  }
}

const ofClaim = (selection: string) => `claim(id: "${knownPerson.claim}") { ${selection} }`;
const proofs = (calls: readonly string[]) => calls.filter((call) => call.endsWith('/relations'));

test('a case is proven beside the first answer of the agency that knows it, and every other agency goes by that', async () => {
  const { answer, calls } = await watched(
    `{ ${ofClaim('id claimant { fullName medicalDocuments { nodes { id } } }')} }`,
    officer,
  );
  expect(answer.errors).toEqual([]);
  expect(answer.data).toMatchObject({ claim: { claimant: { fullName: 'Nguyễn Thị Ánh' } } });
  expect(JSON.stringify(answer.data)).toMatch(/"nodes":\[\{/);
  // Whose child it names, the population database is asked.
  expect(proofs(calls)).toEqual(['population/relations']);
  expect(
    hub.log
      .entries()
      .at(-1)
      ?.disclosures.every(({ relation }) => relation === 'CASE'),
  ).toBe(true);
});

test('it is asked for by itself where no fetch goes there, and once at most', async () => {
  const elsewhere = await watched(`{ ${ofPerson('fullName')} }`, officer);
  expect(elsewhere.answer.data).toEqual({ citizen: { fullName: 'Nguyễn Thị Ánh' } });
  // Whose child it names may have been asked a moment ago.
  expect(elsewhere.calls.filter((call) => call !== 'population/relations')).toEqual([
    'vss/relations',
    'population/graphql',
  ]);
  const both = await watched(`{ ${ofPerson('fullName')} ${ofClaim('id')} }`, officer);
  const cases = proofs(both.calls).filter((call) => call.startsWith('vss/'));
  expect([both.answer.errors, cases.length]).toEqual([[], expect.toBeOneOf([0, 1])]);
});

test('G20: a case that is not the caller’s, or is none, opens nothing there and anywhere', async () => {
  const question = `{ ${ofClaim('decision { amount } claimant { fullName }')} }`;
  for (const asker of [
    { ...officer, case: 'BHXH-0000-0000' },
    { ...officer, organisation: 'ANOTHER-OFFICE' },
    { ...officer, citizen: knownPerson.id },
  ]) {
    const { answer, calls } = await watched(question, asker);
    expect(answer.text).not.toContain('Nguyễn Thị Ánh');
    expect(answer.text).not.toMatch(/"amount":\d/);
    expect(proofs(calls)).toEqual([]);
  }
});

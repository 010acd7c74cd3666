import { expect, test } from 'vitest';
import type { BirthPaper } from '../../../../subgraphs/vss/claims/evidence/evidence-source.ts';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import { assessed, decide, deskOfParents, granted } from './desk-of-parents.ts';
import { nothingFound, notice, type TestDesk } from './open-desk.ts';

/** The papers of a claim: of its child's notice it is known whose it is, where the claim names the child. */
function found(desk: TestDesk, births: readonly BirthPaper[], isFemale?: boolean) {
  desk.found = { ...nothingFound, births, claimant: { isFemale } };
}

const ofTwin = (twin: 'a' | 'b', given: Partial<BirthPaper> = {}) =>
  notice({ id: `notice-${twin}`, children: 2, registered: 'NOT_YET_REGISTERED', ...given });

test.each([
  ['each names another one', 'twin-a', 'twin-b'],
  ['one names none', 'twin-a', undefined],
  ['no paper says who the children are', undefined, undefined],
])('of twins one parent is paid, whoever is decided first: %s', async (_case, ofMother, ofFather) => {
  for (const isFatherFirst of [false, true]) {
    const desk = await deskOfParents();
    found(desk, [ofTwin('a', { childId: ofMother }), ofTwin('b')], true);
    const mothers = await assessed(desk, 'parent-1', ofMother);
    found(desk, [ofTwin('b', { childId: ofFather }), ofTwin('a')], false);
    const fathers = await assessed(desk, 'parent-2', ofFather);
    expect(await desk.collections.claims.get(fathers)).toMatchObject({
      assessment: { facts: { children: 2 }, doubts: expect.arrayContaining(['OTHER_PARENT_CLAIMS']) },
    });
    const [first, second] = isFatherFirst ? [fathers, mothers] : [mothers, fathers];
    expect(await decide(desk, first)).toMatchObject(granted);
    expect(await decide(desk, second)).toMatchObject({ because: 'NOT_ASSESSED' });
    expect(await resolveClaim(second, desk)).toMatchObject({
      assessment: { reasons: ['OTHER_PARENT_PAID'] },
    });
  }
});

test('a father is paid for the children whom two women bear him on one day, each once', async () => {
  const desk = await deskOfParents();
  const ofA = notice({ id: 'notice-a', registered: 'NOT_YET_REGISTERED' });
  const ofB = notice({ id: 'notice-b', registered: 'NOT_YET_REGISTERED' });
  found(desk, [{ ...ofA, childId: 'child-a' }, ofB], false);
  const first = await assessed(desk, 'parent-1', 'child-a');
  expect(await decide(desk, first)).toMatchObject({ claim: { decision: { amount: 2_000_000 } } });
  found(desk, [ofA, { ...ofB, childId: 'child-b' }], false);
  const second = await assessed(desk, 'parent-1', 'child-b');
  expect(await decide(desk, second)).toMatchObject({ claim: { decision: { amount: 2_000_000 } } });
});

test('a mother is paid once for twins, also where no notice is there that tells of both', async () => {
  const desk = await deskOfParents();
  const entry = (twin: string) =>
    notice({ type: 'BirthRegistration', id: `entry-${twin}`, childId: `twin-${twin}`, children: undefined });
  found(desk, [entry('a')], true);
  expect(await decide(desk, await assessed(desk, 'parent-1', 'twin-a'))).toMatchObject(granted);
  found(desk, [entry('b')], true);
  await assessed(desk, 'parent-1', 'twin-b', {}, 'REFUSED');
});

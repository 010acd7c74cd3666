import { expect, test } from 'vitest';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import { forTheSame } from '../../../../subgraphs/vss/claims/assess/paid-once.ts';
import { claim as storedClaim } from '../records.ts';
import { assessed, day, decide, deskOfParents, ofBirth } from './desk-of-parents.ts';
import { nothingFound, notice, submitted } from './open-desk.ts';

test.each([
  ['that both state', 'child'],
  ['whom the papers tell', undefined],
])('of two parents assessed for a child %s one is paid, whoever is decided first', async (_whom, childId) => {
  for (const order of [
    [0, 1],
    [1, 0],
  ] as const) {
    const desk = await deskOfParents();
    const ids = [
      await assessed(desk, 'parent-1', childId),
      await assessed(desk, 'parent-2', childId),
    ] as const;
    const [first, second] = [ids[order[0]], ids[order[1]]];
    expect(await decide(desk, first)).toMatchObject({ claim: { decision: { outcome: 'APPROVED' } } });
    expect(await decide(desk, second)).toMatchObject({ because: 'NOT_ASSESSED' });
    expect(await resolveClaim(second, desk)).toMatchObject({
      assessment: { facts: { otherParentPaid: true } },
    });
    expect(await decide(desk, second)).toMatchObject({
      claim: { decision: { outcome: 'REFUSED', amount: 0 } },
    });
  }
});

test.each([
  ['VOLUNTARY_MATERNITY', 'child'],
  ['VOLUNTARY_MATERNITY', undefined],
  ['MATERNITY', 'child'],
  ['MATERNITY', undefined],
] as const)(
  'for one birth one parent is paid once, whatever days are claimed for and whichever claim is decided first: %s, child %s',
  async (scheme, childId) => {
    const claimantId = scheme === 'MATERNITY' ? 'mother' : 'parent-1';
    for (const isLaterFirst of [false, true]) {
      const desk = await deskOfParents();
      const file = async (on: string) => {
        const whole = {
          ...ofBirth,
          scheme,
          event: 'BIRTH',
          claimantId,
          leaveFrom: day(on),
          leaveTo: day(on),
        } as const;
        const id = await submitted(desk, { ...whole, ...(childId && { childId }) }, `key-${on}`);
        const claim = await resolveClaim(id, desk);
        expect(claim).toMatchObject({ state: 'VERIFYING', assessment: { outcome: 'APPROVED' } });
        return { id, doubts: claim?.assessment?.doubts };
      };
      const [one, other] = [await file('2026-03-01'), await file('2026-03-03')];
      expect(one.doubts).not.toContain('OTHER_CLAIM_OVERLAPS');
      expect(other.doubts).toContain('OTHER_CLAIM_OVERLAPS');
      const [first, second] = isLaterFirst ? [other.id, one.id] : [one.id, other.id];
      expect(await decide(desk, first)).toMatchObject({ claim: { decision: { outcome: 'APPROVED' } } });
      expect(await decide(desk, second)).toMatchObject({ because: 'NOT_ASSESSED' });
      expect(await resolveClaim(second, desk)).toMatchObject({ assessment: { reasons: ['PAID_BEFORE'] } });
      expect(await decide(desk, second)).toMatchObject({
        claim: { decision: { outcome: 'REFUSED', amount: 0 } },
      });
    }
  },
);

test('another birth of the same mother is paid as well', async () => {
  const desk = await deskOfParents();
  const file = async (on: string, childId: string) => {
    desk.found = {
      ...nothingFound,
      births: [notice({ id: `notice-${on}`, childId, bornOn: on, registered: 'NOT_YET_REGISTERED' })],
    };
    const given = { scheme: 'MATERNITY', event: 'BIRTH', claimantId: 'mother', childId } as const;
    const id = await submitted(
      desk,
      { ...ofBirth, ...given, leaveFrom: day(on), leaveTo: day(on) },
      `key-${on}`,
    );
    await resolveClaim(id, desk);
    return decide(desk, id);
  };
  const approved = { claim: { decision: { outcome: 'APPROVED' } } };
  expect(await file('2025-08-01', 'elder')).toMatchObject(approved);
  expect(await file('2026-06-01', 'younger')).toMatchObject(approved);
});

test('an adoption is the same by the child alone, and another benefit for it is not', () => {
  const facts = {
    kind: 'ADOPTION',
    childBorn: '2026-02-01',
    received: '2026-03-01',
    otherParentPaid: false,
    salaries: [],
  } as const;
  const before = (given: object) =>
    storedClaim('before', 'mother', { scheme: 'MATERNITY', event: 'ADOPTION', childId: 'child', ...given });
  const same = (given: object) =>
    forTheSame(facts, { claimantId: 'mother', scheme: 'MATERNITY', childId: 'child', birthPapers: [] }, [
      before(given),
    ]).length === 1;
  expect(same({})).toBe(true);
  expect(same({ childId: 'other' })).toBe(false);
  expect(same({ event: 'BIRTH' })).toBe(false);
  expect(same({ scheme: 'SICKNESS' })).toBe(false);
});

import { expect, test } from 'vitest';
import { askKinshipAgain } from '../../../../subgraphs/vss/claims/desk/ask-kinship-again.ts';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import { previewClaim } from '../../../../subgraphs/vss/claims/preview/preview-claim.ts';
import { claim as storedClaim } from '../records.ts';
import { nothingFound, notice, openDesk, sickWeek, submitted } from './open-desk.ts';
import { record } from './record-on-desk.ts';

const unproven = { evidence: [{ role: 'KINSHIP', state: 'MISSING' }] };
const day = (text: string) => Temporal.PlainDate.from(text);
const ofBirth = {
  ...sickWeek,
  scheme: 'MATERNITY',
  event: 'BIRTH',
  leaveFrom: day('2026-03-01'),
  leaveTo: day('2026-08-31'),
} as const;
const boreForAnother = {
  kind: 'SURROGACY',
  claimant: 'SURROGATE',
  handedOverOn: '2026-03-10',
  surrogateHasRight: true,
} as const;
const registration = (childId: string) =>
  notice({ type: 'BirthRegistration', id: `registration-of-${childId}`, childId });

test.each([
  ['a notice, while nobody is registered', [notice({ childId: 'child', registered: 'NOT_YET_REGISTERED' })]],
  [
    'a registration that names her',
    [registration('child'), notice({ childId: 'child', registered: 'MATCH' })],
  ],
])('a birth for which no child is stated is the claimant’s by %s', async (_what, births) => {
  const desk = await openDesk();
  desk.found = { ...nothingFound, births };
  const resolved = await resolveClaim(await submitted(desk, ofBirth), desk);
  // Its papers prove it until a register says something else: the case of its officer is open by that.
  const proven = { childId: 'child', provenChildId: 'child', isChildByPaper: true };
  expect(resolved).toMatchObject({ state: 'VERIFYING', ...proven });
});

test('the claim keeps whether a paper proves whose child it is, as long as no register says so', async () => {
  const desk = await openDesk();
  desk.found = { ...nothingFound, births: [notice({ childId: 'child' })] };
  desk.kinship = 'ATTESTED';
  const id = await submitted(desk, { ...ofBirth, childId: 'child' });
  expect(await resolveClaim(id, desk)).toMatchObject({ provenChildId: 'child', isChildByPaper: true });
  desk.kinship = 'PARENT';
  const registered = await resolveClaim(id, desk);
  expect(registered).toMatchObject({ state: 'VERIFYING', provenChildId: 'child' });
  expect(registered).not.toHaveProperty('isChildByPaper');
  desk.kinship = 'NOT_PROVEN';
  expect(await resolveClaim(id, desk)).not.toHaveProperty('provenChildId');
});

test('what is paid for a birth says what it counts: months of leave, and children', async () => {
  const desk = await openDesk();
  desk.found = { ...nothingFound, births: [notice({ childId: 'child', registered: 'NOT_YET_REGISTERED' })] };
  const resolved = await resolveClaim(await submitted(desk, ofBirth), desk);
  expect(resolved?.assessment?.lines.map(({ quantity, unit }) => [quantity, unit])).toEqual([
    [6, 'MONTH'],
    [1, 'CHILD'],
  ]);
});

test.each([
  ['and no entry names her', [notice({ childId: 'child', registered: 'MATCH' })]],
  [
    'and hers is of another child',
    [notice({ childId: 'child', registered: 'MATCH' }), registration('other')],
  ],
])('by a notice it is hers no more once the birth is registered: %s', async (_what, births) => {
  const desk = await openDesk();
  desk.found = { ...nothingFound, births };
  desk.kinship = 'NOT_PROVEN';
  const resolved = await resolveClaim(await submitted(desk, ofBirth), desk);
  expect(resolved?.provenChildId).not.toBe('child');
  const others = births.filter(({ childId }) => childId !== 'child');
  expect(resolved).toMatchObject(others.length > 0 ? { provenChildId: 'other' } : unproven);
});

test('whose entry does not show itself to her is asked of the registers, which know her', async () => {
  const desk = await openDesk();
  desk.found = { ...nothingFound, births: [notice({ childId: 'child', registered: 'MATCH' })] };
  desk.kinship = 'PARENT';
  const resolved = await resolveClaim(await submitted(desk, ofBirth), desk);
  expect(resolved).toMatchObject({ state: 'VERIFYING', provenChildId: 'child', assessment: { doubts: [] } });
  expect(desk.kinshipQuestions).toMatchObject([{ childId: 'child', patient: 'CLAIMANT' }]);
});

test('while the registers cannot say whose a registered birth is, nothing is granted for it', async () => {
  const desk = await openDesk();
  desk.found = { ...nothingFound, births: [notice({ childId: 'child', registered: 'MATCH' })] };
  desk.kinship = 'AWAY';
  const resolved = await resolveClaim(await submitted(desk, ofBirth), desk);
  expect(resolved).toMatchObject({
    state: 'WAITING_DATA',
    evidence: [{}, { role: 'BIRTH', state: 'PENDING_SOURCE' }],
  });
  expect(resolved).not.toHaveProperty('provenChildId');
});

test('a notice of a registered birth that does not say who the child is opens nobody, and an officer looks', async () => {
  const desk = await openDesk();
  desk.found = { ...nothingFound, births: [notice({ registered: 'MATCH' })] };
  const resolved = await resolveClaim(await submitted(desk, ofBirth), desk);
  expect(resolved).toMatchObject({
    state: 'VERIFYING',
    assessment: { doubts: ['FAMILY_RELATION_NOT_PROVEN'] },
  });
  expect(resolved).not.toHaveProperty('provenChildId');
  expect(desk.kinshipQuestions).toEqual([]);
});

test('of a child that a woman bore for another one, nobody is opened to her by the notice', async () => {
  const desk = await openDesk();
  desk.found = {
    ...nothingFound,
    births: [notice({ childId: 'child', isSurrogate: true, registered: 'MATCH' })],
  };
  const id = await submitted(desk, ofBirth);
  expect(await resolveClaim(id, desk)).toMatchObject({ state: 'VERIFYING', factsNeeded: ['SURROGACY'] });
  const found = await desk.collections.claims.get(id);
  if (!found) throw new Error('The claim is not there.');
  const told = await record(desk, found, boreForAnother);
  expect(told.assessment?.facts.kind).toBe('SURROGATE_MOTHER');
  expect(told).not.toHaveProperty('provenChildId');
});

test('a birth that is registered before the decision, of whose child nothing is known, is decided once its officer was told', async () => {
  const desk = await openDesk();
  const isNow = async (registered: 'MATCH' | 'NOT_YET_REGISTERED') => {
    desk.found = { ...nothingFound, births: [notice({ registered })] };
    const claim = await desk.collections.claims.get(id);
    return claim && askKinshipAgain(claim, desk);
  };
  desk.found = { ...nothingFound, births: [notice({ registered: 'NOT_YET_REGISTERED' })] };
  const id = await submitted(desk, ofBirth);
  expect(await resolveClaim(id, desk)).toMatchObject({ assessment: { doubts: [] } });
  expect(await isNow('NOT_YET_REGISTERED')).toBe('PROVEN');
  expect(await isNow('MATCH')).toBe('NOT_PROVEN');
  const told = await resolveClaim(id, desk);
  expect(told).toMatchObject({ assessment: { doubts: ['FAMILY_RELATION_NOT_PROVEN'] } });
  const asked = desk.questions.length;
  expect(await isNow('MATCH')).toBe('PROVEN');
  expect(desk.questions).toHaveLength(asked);
});

test('nothing is decided while nobody can say whether such a birth was registered', async () => {
  const desk = await openDesk();
  const births = [notice({ registered: 'NOT_YET_REGISTERED' })];
  desk.found = { ...nothingFound, births };
  const claim = await resolveClaim(await submitted(desk, ofBirth), desk);
  for (const found of [undefined, { ...nothingFound, births, away: ['BIRTHS'] as const }]) {
    desk.found = found;
    expect(claim && (await askKinshipAgain(claim, desk))).toBe('AWAY');
  }
});

test('of a child that a woman bore for another one it is no doubt that its birth is registered: she is decided about', async () => {
  const desk = await openDesk();
  desk.found = { ...nothingFound, births: [notice({ isSurrogate: true })] };
  const id = await submitted(desk, ofBirth);
  const waits = await resolveClaim(id, desk);
  if (!waits) throw new Error('The claim is not there.');
  const told = await record(desk, waits, boreForAnother);
  desk.found = { ...nothingFound, births: [notice({ isSurrogate: true, registered: 'MATCH' })] };
  expect(await askKinshipAgain(told, desk)).toBe('PROVEN');
});

test('of births of other years nobody is asked whose they are', async () => {
  const desk = await openDesk();
  const births = [
    notice({ childId: 'child', registered: 'MATCH' }),
    notice({ id: 'notice-2', childId: 'an older child', bornOn: '2019-05-01', registered: 'MATCH' }),
    notice({ id: 'notice-3', childId: 'mother', bornOn: '1995-05-01', registered: 'MATCH' }),
  ];
  desk.found = { ...nothingFound, births };
  await resolveClaim(await submitted(desk, ofBirth), desk);
  expect(desk.kinshipQuestions.map(({ childId }) => childId)).toEqual(['child']);
});

test('one parent alone is paid for a birth also where the claim does not say who the child is: in a claim, and in a preview', async () => {
  const desk = await openDesk();
  const voluntary = { scheme: 'VOLUNTARY_MATERNITY', childId: 'child', provenChildId: 'child' } as const;
  const decision = {
    outcome: 'APPROVED',
    number: 'QĐ',
    decidedOn: '2026-05-01',
    amount: 2_000_000,
    paidDays: 0,
    lines: [],
  } as const;
  await desk.collections.claims.insert(
    storedClaim('of-father', 'father', { ...voluntary, state: 'PAID', decision }),
  );
  desk.found = { ...nothingFound, births: [notice({ childId: 'child', registered: 'NOT_YET_REGISTERED' })] };
  const { event: _event, ...asked } = {
    ...ofBirth,
    scheme: 'VOLUNTARY_MATERNITY',
    lateExplanation: 'Ốm',
  } as const;
  const facts = { kind: 'VOLUNTARY_MATERNITY', otherParentPaid: true };
  const preview = await previewClaim(asked, { channel: 'CITIZEN' }, desk);
  expect(preview).toMatchObject({ estimate: { facts } });
  expect(await resolveClaim(await submitted(desk, asked), desk)).toMatchObject({ assessment: { facts } });
});

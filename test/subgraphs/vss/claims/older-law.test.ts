import { expect, test } from 'vitest';
import type { GatheredEvidence } from '../../../../subgraphs/vss/claims/evidence/evidence-source.ts';
import { previewClaim } from '../../../../subgraphs/vss/claims/preview/preview-claim.ts';
import { submitClaim } from '../../../../subgraphs/vss/claims/submit/submit-claim.ts';
import type { SubmittedClaim } from '../../../../subgraphs/vss/claims/submit/submission.ts';
import { certificate, citizen, notice, sender, sickWeek } from './open-desk.ts';
import { deskWith, record, send } from './record-on-desk.ts';

/* What came before 1 July 2025 is decided by the law of its day: a claim for it is answered so, and is no fault. */

const bornOn = '2025-06-20';
const refused = { outcome: 'REFUSED', reasons: ['OLDER_LAW'], amount: 0 };

function leave(from: string, to: string): Pick<SubmittedClaim, 'leaveFrom' | 'leaveTo'> {
  return { leaveFrom: Temporal.PlainDate.from(from), leaveTo: Temporal.PlainDate.from(to) };
}

const long = leave(bornOn, '2025-12-19');
const short = leave('2025-06-23', '2025-06-27');
const born = { births: [notice({ bornOn, issuedOn: bornOn })] };
const stayed = {
  papers: [certificate({ days: [{ kind: 'LEAVE', from: '2025-06-23', to: '2025-06-27' }] })],
};

test.each<readonly [string, Partial<SubmittedClaim>, Partial<GatheredEvidence>]>([
  ['a birth', { scheme: 'MATERNITY', event: 'BIRTH', ...long }, born],
  ['a father', { scheme: 'MATERNITY', event: 'PATERNITY', childId: 'child', ...short }, born],
  ['a prenatal visit', { scheme: 'MATERNITY', event: 'PRENATAL_VISIT', ...short }, stayed],
  [
    'an adoption',
    { scheme: 'MATERNITY', event: 'ADOPTION', childId: 'child', ...long },
    { child: { bornOn: '2025-03-01', diedOn: undefined, birth: 'MATCH' } },
  ],
  ['voluntary insurance', { scheme: 'VOLUNTARY_MATERNITY', ...long }, born],
])('%s before the law is refused by its reason, in a preview too', async (_name, asked, found) => {
  const desk = await deskWith(found);
  const preview = await previewClaim({ ...sickWeek, ...asked }, sender('key-0001'), desk);
  expect(preview.estimate).toMatchObject(refused);
  expect(await send(desk, asked)).toMatchObject({ state: 'VERIFYING', assessment: refused });
});

test('an event before the law that an officer records is refused by its reason', async () => {
  const desk = await deskWith({});
  const asked = await send(desk, { scheme: 'MATERNITY', event: 'CONTRACEPTION', ...short });
  const fact = { kind: 'CONTRACEPTION', measure: 'IUD', prescribedDays: 5 } as const;
  expect(await record(desk, asked, fact)).toMatchObject({ assessment: refused });
});

test.each(['SICKNESS', 'MATERNITY', 'CONVALESCENCE', 'VOLUNTARY_MATERNITY'] as const)(
  'an employer that files for %s before the law is told of no term of this one, and the claim is taken in',
  async (scheme) => {
    const desk = await deskWith({});
    const filed = { ...sickWeek, scheme, ...short };
    const filer = { ...sender('key-0002'), channel: 'EMPLOYER', employerId: 'employer-1' } as const;
    expect((await previewClaim(filed, filer, desk)).filingDueOn).toBeUndefined();
    const by = { mover: citizen, at: desk.now() };
    expect(await submitClaim(desk.collections, filed, filer, by)).toMatchObject({ kind: 'STORED' });
  },
);

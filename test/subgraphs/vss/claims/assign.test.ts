import { expect, test } from 'vitest';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import { submitClaim } from '../../../../subgraphs/vss/claims/submit/submit-claim.ts';
import { employer, insured } from '../records.ts';
import { certificate, citizen, nothingFound, openDesk, sender, sickWeek } from './open-desk.ts';

/** A claim of somebody who works for an employer, after the first look. */
async function claimOf(offices: Readonly<Record<string, string>>, employerId: string) {
  const desk = await openDesk();
  desk.found = { ...nothingFound, papers: [certificate()] };
  for (const [id, office] of Object.entries(offices)) {
    await desk.collections.employers.insert(employer(id, { office }));
  }
  const { version } = (await desk.collections.insuredPersons.get('mother')) ?? { version: 1 };
  await desk.collections.insuredPersons.replace({ ...insured('mother', { employerId }), version });
  const by = { mover: citizen, at: desk.now() };
  const sent = await submitClaim(desk.collections, sickWeek, sender('key-0001'), by);
  const claim = sent.kind === 'STORED' ? await resolveClaim(sent.claim.id, desk) : undefined;
  if (!claim) throw new Error('The claim was not resolved.');
  return { claim, desk };
}

test('the claim of who works at the deciding office goes to another one, by a dated rule, and its timeline says so', async () => {
  const { claim, desk } = await claimOf({ 'the-office': 'office-1' }, 'the-office');
  expect(claim).toMatchObject({ office: 'BHXH-VN', assessment: { outcome: 'APPROVED' } });
  expect(claim.timeline.map(({ note, actor }) => [note, actor])).toContainEqual([
    'Đã chuyển hồ sơ đến cơ quan khác giải quyết',
    'Quy tắc phân công hồ sơ/2025-07-01',
  ]);
  // The evidence is asked for in the name of the office that decides now.
  expect(desk.questions.map(({ office }) => office)).toEqual(['BHXH-VN']);
  const again = await resolveClaim(claim.id, desk);
  expect(again?.timeline.filter(({ note }) => note.startsWith('Đã chuyển'))).toHaveLength(1);
});

test('who works elsewhere is decided on where they are insured, and who works at the substitute is not decided on there', async () => {
  expect((await claimOf({ elsewhere: 'office-2' }, 'elsewhere')).claim.office).toBe('office-1');
  const { claim, desk } = await claimOf({ central: 'BHXH-VN' }, 'central');
  expect(claim.office).toBe('office-1');
  const { version } = (await desk.collections.claims.get(claim.id)) ?? claim;
  await desk.collections.claims.replace({ ...claim, version, office: 'BHXH-VN' });
  expect((await resolveClaim(claim.id, desk))?.office).toBe('BHXH-01');
});

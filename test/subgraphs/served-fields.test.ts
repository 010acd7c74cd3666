import { expect, test } from 'vitest';
import * as civilStatus from '../../subgraphs/justice/collections.ts';
import { justice } from '../../subgraphs/justice/subgraph.ts';
import { subgraphSchema } from '../../subgraphs/kit/start-subgraph.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import { citizens, familyRelations } from '../../subgraphs/population/collections.ts';
import { population } from '../../subgraphs/population/subgraph.ts';
import * as insurance from '../../subgraphs/vss/collections.ts';
import { assessFacts } from '../../subgraphs/vss/claims/assess/stored-assessment.ts';
import { resultLists } from '../../subgraphs/vss/claims/list/result-list.ts';
import { vss } from '../../subgraphs/vss/subgraph.ts';
import { askEntities } from './ask-entities.ts';
import { everyField, nullPaths } from './every-field.ts';
import { openSubgraph, type OpenSubgraph } from './execute.ts';
import { announcement, birth, death, extract } from './justice/records.ts';
import { citizen, identifier, relation } from './population/records.ts';
import { claim, contribution, employer, insured } from './vss/records.ts';

async function nullsOf<Sources extends object>(
  subgraph: Subgraph<Sources>,
  open: OpenSubgraph,
  typename: string,
  id: string,
): Promise<readonly string[]> {
  const type = (await subgraphSchema(subgraph)).getType(typename);
  if (!type) throw new Error(`There is no type ${typename}.`);
  const selection = everyField(type).slice(1, -1);
  const { entities } = await askEntities(open, typename, [id], selection);
  // Nobody seals here; test/seal shows that what is sealed is served.
  return nullPaths(entities[0]).filter((path) => !path.endsWith('.seal'));
}

test('population serves every field of a citizen of whom all is known', async () => {
  const open = await openSubgraph(population);
  const [number] = [identifier('number-1', { validTo: '2040-01-01' })];
  const plain = citizen('someone');
  await open.put(
    citizens,
    citizen('someone', {
      identifiers: [number],
      religionCode: '01',
      bloodType: 'O',
      birthRegistrationPlace: plain.hometown,
    }),
  );
  await open.put(
    familyRelations,
    relation('someone', 'SPOUSE', 'someone', { validTo: '2030-01-01' }),
    relation('someone', 'ADOPTED_CHILD', 'someone', { validTo: '2030-01-01' }),
  );
  expect(await nullsOf(population, open, 'Citizen', 'someone')).toEqual([]);
});

const whole = {
  supersedes: 'before',
  statusReason: 'a reason in words',
  medicalNoticeCode: 'code-n',
  medicalNoticeId: 'id-n',
};
const requester = { fullName: 'Nguyễn Thị Ánh', relation: 'Mẹ', phone: '0000000000' };
const mother = { ...birth('b', 'c').mother, personalNumber: 'number-1' };

async function openRegisters() {
  const open = await openSubgraph(justice);
  const parent = { citizenId: 'parent', ...mother } as civilStatus.RegisteredParent;
  await open.put(
    civilStatus.birthRegistrations,
    birth('b', 'someone', { ...whole, requester, mother: parent, father: parent, parentIds: ['someone'] }),
  );
  await open.put(
    civilStatus.deathRegistrations,
    death('d', 'someone', {
      ...whole,
      requester,
      deceasedBirthDate: '1950-01-01',
      causeOfDeath: 'Tuổi già',
    }),
  );
  await open.put(
    civilStatus.extracts,
    extract('bx', 'BIRTH_EXTRACT', 'b', whole),
    extract('dx', 'DEATH_EXTRACT', 'd', whole),
  );
  await open.put(
    civilStatus.announcedEvents,
    announcement('BIRTH', 'b', { subjectId: 'someone', registrationId: 'b' }),
    announcement('DEATH', 'd', { subjectId: 'someone', registrationId: 'd' }),
  );
  return open;
}

test.each([
  ['Citizen', 'someone'],
  ['BirthRegistration', 'b'],
  ['DeathRegistration', 'd'],
  ['BirthExtract', 'bx'],
  ['DeathExtract', 'dx'],
  ['MedicalBirthNotice', 'id-b'],
  ['MedicalDeathNotice', 'id-d'],
])('justice serves every field of a %s of which all is known', async (typename, id) => {
  expect(await nullsOf(justice, await openRegisters(), typename, id)).toEqual([]);
});

const assessment = assessFacts(
  {
    kind: 'RECOVERY_AFTER_SICKNESS',
    on: '2026-06-01',
    granted: 5,
    used: 0,
    daysSince: 3,
    sickDaysInYear: 30,
    last: 'OTHER',
  },
  { papers: [], doubts: [] },
  Temporal.Instant.from('2026-06-11T02:00:00Z'),
);

async function openInsurance() {
  const open = await openSubgraph(vss);
  await open.put(insurance.employers, employer('e'));
  await open.put(
    insurance.insuredPersons,
    insured('someone', {
      employerId: 'e',
      healthCard: {
        number: 'card-1',
        validFrom: '2026-01-01',
        validTo: '2026-12-31',
        registeredFacility: '00001',
      },
    }),
  );
  await open.put(
    insurance.contributions,
    contribution('someone', '2026-01-01', '2026-06-01', { employerId: 'e' }),
  );
  await open.put(
    insurance.claims,
    claim('c', 'someone', {
      scheme: 'MATERNITY',
      childId: 'child',
      employerId: 'e',
      dueOn: '2026-06-19',
      evidence: [
        {
          role: 'BIRTH',
          state: 'EXPIRED',
          fault: 'REPLACED',
          document: { type: 'BirthExtract', id: 'bx' },
          documentVersion: 1,
          digest: 'digest',
        },
      ],
      timeline: [
        { at: '2026-06-10T02:00:00Z', state: 'SUBMITTED', actor: 'Cổng', note: 'Đã nộp', role: 'CITIZEN' },
      ],
      assessment,
      decision: {
        number: '1/QĐ',
        decidedOn: '2026-06-12',
        outcome: 'REFUSED',
        reasonCode: 'ANNUAL_QUOTA_EXHAUSTED',
        reason: 'Hết số ngày',
        reasonEn: 'No days are left',
        reasonArticle: '43',
        amount: 0,
        paidDays: 0,
        lines: [
          {
            title: 'Ốm đau',
            quantity: 0,
            unit: 'DAY',
            base: 1,
            rate: 0.75,
            divisor: 24,
            amount: 0,
            article: '45',
          },
        ],
      },
      payments: [
        {
          orderNumber: '1',
          amount: 0,
          paidOn: '2026-06-15',
          method: 'BANK_TRANSFER',
          bankAccount: '0000',
          bankCode: 'BANK',
        },
      ],
    }),
  );
  await open.put(resultLists, {
    id: 'list',
    version: 1,
    group: { office: 'office', employer: 'e', decidedOn: '2026-06-12' },
    order: 0,
    number: 'C70a-HD/1',
    issuedAt: '2026-06-12T09:00:00.000Z',
    orderNumber: 'LCDS-1',
    rows: [
      {
        claimId: 'c',
        claimantId: 'someone',
        employerId: 'e',
        decisionNumber: '1/QĐ',
        scheme: 'MATERNITY',
        outcome: 'APPROVED',
        paidDays: 0,
        orderNumber: '1',
        amount: 0,
      },
    ],
    totalAmount: 0,
  });
  return open;
}

test.each([
  ['Citizen', 'someone'],
  ['Claim', 'c'],
])('social insurance serves every field of a %s of which all is known', async (typename, id) => {
  expect(await nullsOf(vss, await openInsurance(), typename, id)).toEqual([]);
});

import type { BirthRegistrationRecord } from '../../subgraphs/justice/collections.ts';
import type { MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';
import type { Birth } from './birth.ts';
import { addMonths, dayOf } from './calendar.ts';
import type { PregnancyLoss, PrenatalVisit } from './care.ts';
import { evidenceOf, evidenceOfBirth } from './claim-evidence.ts';
import type { ClaimRequest } from './claim-request.ts';
import { paidMonthsWithin, spellOn } from './employment.ts';
import type { FamilyLife } from './family-life.ts';
import type { AttestedCare } from './health-records.ts';
import { livingChildrenOf, type Adoption } from './household.ts';
import { isRegistered, type RegisteredPerson } from './person.ts';
import { addWorkingDays, workingDaysIn } from './working-days.ts';

/** From this day a second child gives seven months and ten days (Law 113/2025/QH15 art. 29, Decree 168/2026 art. 2). */
const SECOND_CHILD_SINCE = dayOf('2026-07-01');

/** What mother and father may ask after a birth (Law 41/2024/QH15 art. 50-59, 94-97). */
export function requestsForBirth(
  life: FamilyLife,
  birth: Birth,
  notices: readonly MedicalDocumentRecord[],
  registration: BirthRegistrationRecord | undefined,
): readonly ClaimRequest[] {
  const { mother, father, surrogate, day, children } = birth;
  const evidence = evidenceOfBirth(registration, notices);
  const child = children.find(isRegistered);
  const about = { evidence, earliest: day + 5, ...(child && { child }) };
  const mothers = life.careers.get(mother);
  const requests: ClaimRequest[] = [];
  const months = (isSecondChild(life, birth, mother) ? 7 : 6) + children.length - 1;
  const leave = { from: day, to: addMonths(day, months) - 1 };
  if (mothers !== undefined && spellOn(mothers, day)?.scheme === 'COMPULSORY') {
    const event = surrogate === undefined ? 'BIRTH' : 'SURROGACY';
    requests.push({
      ...about,
      scheme: 'MATERNITY',
      event,
      claimant: mother,
      career: mothers,
      leave,
      measure: { by: 'MATERNITY_MONTHS', months, children: children.length },
    });
  } else if (mothers !== undefined && spellOn(mothers, day)?.scheme === 'VOLUNTARY') {
    requests.push({
      ...about,
      scheme: 'VOLUNTARY_MATERNITY',
      event: 'BIRTH',
      claimant: mother,
      career: mothers,
      leave,
      measure: { by: 'VOLUNTARY_CHILDREN', children: children.length },
    });
  }
  const paternity = father && paternityOf(life, birth, father, mothers !== undefined);
  return paternity === undefined ? requests : [...requests, { ...about, ...paternity }];
}

/** What a woman may ask after the loss of a pregnancy or for a prenatal examination (art. 51, 52). */
export function requestsForPregnancy(
  life: FamilyLife,
  { papers }: AttestedCare,
  care: PregnancyLoss | PrenatalVisit,
): readonly ClaimRequest[] {
  const career = life.careers.get(care.patient);
  const evidence = evidenceOf(papers);
  if (career === undefined || care.employer === undefined || evidence.length === 0) return [];
  const { leave } = care;
  const common = {
    scheme: 'MATERNITY',
    claimant: care.patient,
    career,
    evidence,
    earliest: leave.to,
  } as const;
  if (care.kind === 'PRENATAL_VISIT') {
    return workingDaysIn(leave.from, leave.to) === 0
      ? []
      : [{ ...common, event: 'PRENATAL_VISIT', leave, measure: { by: 'PRENATAL_DAYS' } }];
  }
  const from = care.stay?.from ?? leave.from;
  return [
    { ...common, event: 'PREGNANCY_LOSS', leave: { from, to: leave.to }, measure: { by: 'LOSS_DAYS' } },
  ];
}

/** What one of the parents may ask who adopted a child under six months (art. 56). */
export function requestForAdoption(
  life: FamilyLife,
  adoption: Adoption,
  registration: BirthRegistrationRecord | undefined,
): readonly ClaimRequest[] {
  const { child, handedOverOn: from } = adoption;
  const to = addMonths(child.born, 6) - 1;
  const claimant = adoption.parents.find(
    (parent) => spellOn(life.careers.get(parent), from)?.scheme === 'COMPULSORY',
  );
  const career = claimant && life.careers.get(claimant);
  if (claimant === undefined || career === undefined || to < from) return [];
  const months = Math.round(((to - from + 1) / 30) * 2) / 2;
  return [
    {
      scheme: 'MATERNITY',
      event: 'ADOPTION',
      claimant,
      career,
      child,
      leave: { from, to },
      evidence: evidenceOfBirth(registration, []),
      measure: { by: 'MATERNITY_MONTHS', months, children: 1 },
      earliest: from + 10,
    },
  ];
}

function paternityOf(
  life: FamilyLife,
  birth: Birth,
  father: RegisteredPerson,
  motherIsInsured: boolean,
): Omit<ClaimRequest, 'evidence' | 'child' | 'earliest'> | undefined {
  const { day, surgery, weeks, children } = birth;
  const career = life.careers.get(father);
  const first = addWorkingDays(day, 1);
  if (career === undefined || spellOn(career, first)?.scheme !== 'COMPULSORY') return undefined;
  const days = paternityDays(children.length, surgery, weeks, isSecondChild(life, birth, birth.mother));
  const lumpSumFor = !motherIsInsured && paidMonthsWithin(career, day, 12) >= 6 ? children.length : 0;
  return {
    scheme: 'MATERNITY',
    event: 'PATERNITY',
    claimant: father,
    career,
    leave: { from: first, to: addWorkingDays(first, days - 1) },
    measure: { by: 'PATERNITY_DAYS', days, lumpSumFor },
  };
}

/** Working days of a father (art. 53(2)). */
function paternityDays(children: number, surgery: boolean, weeks: number, second: boolean): number {
  if (children > 1) return (surgery ? 14 : 10) + 3 * (children - 2);
  if (second) return 10;
  return surgery || weeks < 32 ? 7 : 5;
}

function isSecondChild(life: FamilyLife, birth: Birth, mother: RegisteredPerson): boolean {
  if (birth.day < SECOND_CHILD_SINCE) return false;
  const before = livingChildrenOf(life.family.births, mother, birth.day).filter(
    ({ born }) => born < birth.day,
  );
  return before.length === 1;
}

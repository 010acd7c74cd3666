import type { Assessment, Days, HospitalDeath, Illness, Stay, UnnumberedCare } from './care.ts';
import { addMonths, ageOn, type Day } from './calendar.ts';
import { chooseDisease, type Disease } from './diseases.ts';
import { spellOn, type Career } from './employment.ts';
import { facilityNear, specialisedFor } from './facilities.ts';
import type { Household } from './household.ts';
import { isAlive, type RegisteredPerson } from './person.ts';
import type { RandomStream } from './random.ts';

/** An illness with its patient, before its course is chosen. */
export interface IllnessPlan {
  readonly patient: RegisteredPerson;
  readonly disease: Disease;
  readonly day: Day;
  readonly inpatient: boolean;
  /** Days in each hospital; a second entry is a transfer. */
  readonly stayDays: readonly number[];
  /** Prescribed days at home, 0 for none. */
  readonly leaveDays: number;
  readonly carer?: RegisteredPerson;
}

/** Most days of leave on one certificate (Circular 25/2025/TT-BYT): 30, and 180 for tuberculosis. */
function mostLeaveDays(disease: Disease): number {
  return disease.tuberculosis ? 180 : 30;
}

/**
 * Chooses when somebody falls ill from a day on, so that it leads to papers, but not in days spent otherwise: a
 * maternity leave excludes sickness (Law 41/2024 art. 42(2)).
 */
export function chooseIllnesses(
  random: RandomStream,
  family: Household,
  patient: RegisteredPerson,
  careers: ReadonlyMap<RegisteredPerson, Career>,
  span: { readonly since: Day; readonly otherwise: readonly Days[] },
): readonly UnnumberedCare[] {
  const illnesses: UnnumberedCare[] = [];
  let day = Math.max(span.since, patient.born + 30);
  const last = Math.min(family.asOf, patient.death?.day ?? Infinity) - 1;
  for (;;) {
    const rate = yearlyIllnesses(ageOn(patient.born, Math.min(day, last)));
    day += 3 + Math.floor((-Math.log(1 - random.next()) / rate) * 365);
    if (day > last) return illnesses;
    const illness = chooseIllness(random, family, patient, careers, day);
    if (illness === undefined) continue;
    const end = lastDayOf(illness);
    if (end >= (patient.death?.day ?? Infinity)) return illnesses;
    if (span.otherwise.some(({ from, to }) => day <= to && from <= end)) continue;
    illnesses.push(illness);
    day = end + 10;
    if (illness.disease.longTerm && random.chance(0.4)) {
      const assessment = chooseAssessment(random, family, patient, illness.disease, day);
      if (assessment !== undefined) illnesses.push(assessment);
    }
  }
}

/** Lets an illness run its course: stays, transfer, leave; a stay that reaches past the day of the world goes on. */
function makeIllness(
  family: Household,
  plan: IllnessPlan,
  careers: ReadonlyMap<RegisteredPerson, Career>,
): Omit<Illness, 'number'> {
  const { patient, disease, day, carer } = plan;
  const province = (patient.livesElsewhere ?? patient.address).provinceCode;
  const facility = facilityNear(province, plan.inpatient ? 'GENERAL' : 'HEALTH_CENTRE', family.index);
  const stays: Stay[] = [];
  let from = day;
  for (const [order, days] of plan.stayDays.entries()) {
    if (!plan.inpatient || from > family.asOf) break;
    const to = from + days;
    const at = order === 0 ? facility : specialisedFor(disease.code);
    stays.push({ facility: at, from, ...(to <= family.asOf ? { to } : {}) });
    from = to;
  }
  const goesOn = stays.some(({ to }) => to === undefined);
  const start = plan.inpatient ? from + 1 : day;
  const worker = carer ?? patient;
  const employer = spellOn(careers.get(worker), day)?.employer;
  return {
    kind: 'ILLNESS',
    patient,
    disease,
    facility,
    stays,
    ...(goesOn || plan.leaveDays === 0 ? {} : { leave: { from: start, to: start + plan.leaveDays - 1 } }),
    ...(employer && { employer }),
    ...(carer && { carer }),
  };
}

/** The last day on which an illness kept its patient in hospital or at home. */
function lastDayOf(illness: Omit<Illness, 'number'>): Day {
  return illness.leave?.to ?? illness.stays.at(-1)?.to ?? illness.stays.at(-1)?.from ?? 0;
}

/** The stay that ended with a death in hospital. */
export function makeHospitalDeath(
  family: Household,
  patient: RegisteredPerson,
  days: number,
): Omit<HospitalDeath, 'number'> | undefined {
  const { death } = patient;
  if (death === undefined || !death.inHospital) return undefined;
  const newborn = death.day - patient.born < 60;
  const facility = facilityNear(
    patient.address.provinceCode,
    newborn ? 'MATERNITY' : 'GENERAL',
    family.index,
  );
  return { kind: 'HOSPITAL_DEATH', patient, facility, admitted: Math.max(patient.born, death.day - days) };
}

function chooseIllness(
  random: RandomStream,
  family: Household,
  patient: RegisteredPerson,
  careers: ReadonlyMap<RegisteredPerson, Career>,
  day: Day,
): Omit<Illness, 'number'> | undefined {
  const age = ageOn(patient.born, day);
  const disease = chooseDisease(random, age < 16 ? 'CHILD' : 'ADULT');
  const inpatient = random.chance(disease.inpatient);
  const carer = age < 7 ? chooseCarer(random, family, patient, careers, day) : undefined;
  const works = spellOn(careers.get(carer ?? patient), day)?.employer !== undefined;
  if (!inpatient && !works) return undefined;
  const stay = random.int(...disease.stay);
  const transfers = inpatient && stay > 4 && random.chance(disease.longTerm ? 0.25 : 0.06);
  const first = Math.min(stay - 1, random.int(1, 4));
  const leaveDays =
    works && (!inpatient || random.chance(0.5))
      ? Math.min(random.int(...disease.leave), mostLeaveDays(disease))
      : 0;
  const stayDays = transfers ? [first, stay - first + random.int(2, 6)] : [stay];
  return makeIllness(
    family,
    { patient, disease, day, inpatient, stayDays, leaveDays, ...(carer && { carer }) },
    careers,
  );
}

/** A parent who works looks after a sick child under seven; mothers somewhat more often. */
function chooseCarer(
  random: RandomStream,
  family: Household,
  child: RegisteredPerson,
  careers: ReadonlyMap<RegisteredPerson, Career>,
  day: Day,
): RegisteredPerson | undefined {
  const parents = family.parenthoods.find((parenthood) => parenthood.child === child);
  const [mother, father] = [parents?.mother, parents?.father].map((parent) =>
    parent !== undefined && isAlive(parent, day) && spellOn(careers.get(parent), day)?.employer
      ? parent
      : undefined,
  );
  return random.chance(0.65) ? (mother ?? father) : (father ?? mother);
}

function chooseAssessment(
  random: RandomStream,
  family: Household,
  patient: RegisteredPerson,
  disease: Disease,
  after: Day,
): Omit<Assessment, 'number'> | undefined {
  const day = addMonths(after, random.int(2, 8));
  if (day > family.asOf || !isAlive(patient, day)) return undefined;
  const council = facilityNear(patient.address.provinceCode, 'COUNCIL', family.index);
  return { kind: 'ASSESSMENT', patient, day, disease, council, injuryRate: random.int(31, 81) };
}

function yearlyIllnesses(age: number): number {
  if (age < 7) return 0.8;
  if (age < 16) return 0.2;
  return age < 60 ? 0.5 : 0.45;
}

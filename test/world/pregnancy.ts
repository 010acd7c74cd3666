import type { Birth } from './birth.ts';
import type { Days, Delivery, PregnancyLoss, PregnancyRest, PrenatalVisit, UnnumberedCare } from './care.ts';
import { ageOn, type Day } from './calendar.ts';
import type { Employer } from './employers.ts';
import { spellOn, type Career } from './employment.ts';
import { facilityNear } from './facilities.ts';
import type { Household } from './household.ts';
import { isAlive, type RegisteredPerson } from './person.ts';
import type { RandomStream } from './random.ts';

const LOSS_REASONS = [
  'Sẩy thai tự nhiên',
  'Thai lưu',
  'Thai ngoài tử cung',
  'Thai dị tật, đình chỉ thai nghén',
];

/** Most days of leave after a loss (Law 41/2024/QH15 art. 52(1)). */
function mostLossDays(weeks: number): number {
  if (weeks < 5) return 10;
  if (weeks < 13) return 20;
  return weeks < 22 ? 40 : 50;
}

/** The day on which a pregnancy of so many full weeks began. */
export function conception(birth: Birth): Day {
  return birth.day - birth.weeks * 7 - 3;
}

/** Days that the pregnancies of a woman and the leave after them take. */
export function maternityDays(family: Household, woman: RegisteredPerson): readonly Days[] {
  return family.births
    .filter(({ mother, surrogate }) => mother === woman || surrogate?.woman === woman)
    .map((birth) => ({ from: birth.day - 35, to: birth.day + 245 }));
}

/** The stay of a birth in hospital; a birth at home has none. */
export function makeDelivery(
  family: Household,
  birth: Birth,
  careers: ReadonlyMap<RegisteredPerson, Career>,
): Omit<Delivery, 'number'> | undefined {
  if (birth.facility === undefined) return undefined;
  const patient = birth.surrogate?.woman ?? birth.mother;
  const to = birth.day + (birth.surgery ? 5 : 3);
  const stay = { facility: birth.facility, from: birth.day, ...(to <= family.asOf ? { to } : {}) };
  return { kind: 'DELIVERY', patient, birth, stay, ...worksAt(careers, patient, birth.day) };
}

/** Makes the loss of a pregnancy; from the 13th week on it is treated in hospital. */
function makeLoss(
  family: Household,
  of: {
    readonly patient: RegisteredPerson;
    readonly day: Day;
    readonly weeks: number;
    readonly reason: string;
    readonly days: number;
  },
  careers: ReadonlyMap<RegisteredPerson, Career>,
): Omit<PregnancyLoss, 'number'> {
  const { patient, day, weeks, reason, days } = of;
  const facility = facilityNear(family.home.provinceCode, 'MATERNITY', family.index);
  const to = day + 3;
  const inHospital = weeks >= 13;
  const stay = inHospital ? { facility, from: day, ...(to <= family.asOf ? { to } : {}) } : undefined;
  const start = inHospital ? to + 1 : day;
  const leave = { from: start, to: start + Math.min(days, mostLossDays(weeks)) - 1 };
  return {
    kind: 'PREGNANCY_LOSS',
    patient,
    day,
    weeks,
    reason,
    facility,
    ...(stay && { stay }),
    leave,
    ...worksAt(careers, patient, day),
  };
}

/** Chooses what a pregnancy leads to before its end: examinations with leave, now and then prescribed rest. */
export function choosePrenatalCare(
  random: RandomStream,
  family: Household,
  patient: RegisteredPerson,
  pregnancy: Days,
  careers: ReadonlyMap<RegisteredPerson, Career>,
): readonly UnnumberedCare[] {
  const facility = facilityNear(family.home.provinceCode, 'MATERNITY', family.index);
  const care: UnnumberedCare[] = [];
  const until = Math.min(pregnancy.to, family.asOf);
  for (const weeks of [8, 12, 20, 26, 32]) {
    const from = pregnancy.from + weeks * 7 + random.int(0, 6);
    const works = worksAt(careers, patient, from);
    if (from + 30 > until || works.employer === undefined || !random.chance(0.4)) continue;
    const leave = { from, to: from + (random.chance(0.2) ? 1 : 0) };
    care.push(makePrenatalVisit({ patient, weeks, facility, leave, ...works }));
    if (!random.chance(0.06)) continue;
    const rest = { from: from + 3, to: from + 3 + random.pick([9, 14, 19, 29]) };
    if (rest.to < until) care.push(makePregnancyRest({ patient, weeks, facility, leave: rest, ...works }));
  }
  return care;
}

/** Chooses the losses of pregnancy of a woman from a day on, away from her births. */
export function chooseLosses(
  random: RandomStream,
  family: Household,
  patient: RegisteredPerson,
  careers: ReadonlyMap<RegisteredPerson, Career>,
  since: Day,
): readonly UnnumberedCare[] {
  const day = random.int(since, family.asOf - 1);
  const age = ageOn(patient.born, day);
  if (day > family.asOf - 300 || !random.chance(0.05) || age < 19 || age > 42 || !isAlive(patient, day))
    return [];
  if (family.births.some((birth) => day > birth.day - 420 && day < birth.day + 260)) return [];
  const weeks = random.weighted([
    [4, 10],
    [6, 22],
    [8, 30],
    [10, 18],
    [14, 10],
    [18, 5],
    [23, 4],
    [27, 1],
  ]);
  const days = random.int(Math.ceil(mostLossDays(weeks) / 2), mostLossDays(weeks));
  return [makeLoss(family, { patient, day, weeks, reason: random.pick(LOSS_REASONS), days }, careers)];
}

/** Chooses whether a married woman expects a child on the day of the world, and the care that this led to so far. */
export function chooseOngoingPregnancy(
  random: RandomStream,
  family: Household,
  patient: RegisteredPerson,
  careers: ReadonlyMap<RegisteredPerson, Career>,
  since: Day,
): readonly UnnumberedCare[] {
  const { asOf } = family;
  const began = asOf - random.int(60, 250);
  const age = ageOn(patient.born, asOf);
  const married = family.marriages.some(({ wife, to }) => wife === patient && to === undefined);
  if (!random.chance(0.06) || !married || age < 18 || age > 42 || began < since) return [];
  if (family.births.some((birth) => birth.mother === patient && birth.day > began - 200)) return [];
  return choosePrenatalCare(random, family, patient, { from: began, to: began + 280 }, careers);
}

/** A prenatal examination: the leave is one day, or two where the way is far (Law 41/2024/QH15 art. 51). */
function makePrenatalVisit(of: Omit<PrenatalVisit, 'number' | 'kind'>): Omit<PrenatalVisit, 'number'> {
  return { kind: 'PRENATAL_VISIT', ...of };
}

/** Rest in pregnancy, at most 30 days on one certificate (Circular 25/2025/TT-BYT art. 12). */
function makePregnancyRest(of: Omit<PregnancyRest, 'number' | 'kind'>): Omit<PregnancyRest, 'number'> {
  return { kind: 'PREGNANCY_REST', ...of };
}

function worksAt(
  careers: ReadonlyMap<RegisteredPerson, Career>,
  person: RegisteredPerson,
  day: Day,
): { readonly employer?: Employer } {
  const employer = spellOn(careers.get(person), day)?.employer;
  return employer === undefined ? {} : { employer };
}

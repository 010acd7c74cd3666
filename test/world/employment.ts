import { addMonths, dateOf, monthStart, yearOf, type Day } from './calendar.ts';
import { chooseEmployer, type Employer, type WorkingConditions } from './employers.ts';
import { siNumber } from './numbers.ts';
import type { RegisteredPerson } from './person.ts';
import type { RandomStream } from './random.ts';

/** Consecutive months at one salary; `from` and `to` are the first days of the first and the last month. */
export interface ContributionSpell {
  readonly from: Day;
  readonly to: Day;
  readonly scheme: 'COMPULSORY' | 'VOLUNTARY';
  /** Whole đồng a month. */
  readonly salaryBase: number;
  readonly conditions: WorkingConditions;
  readonly employer?: Employer;
}

/** The working life of a participant of social insurance, oldest spell first; months never overlap. */
export interface Career {
  readonly person: RegisteredPerson;
  readonly siNumber: string;
  readonly status: 'ACTIVE' | 'PAUSED' | 'CLOSED';
  readonly spells: readonly ContributionSpell[];
}

/** A stretch of work, or of voluntary insurance, before it is cut into spells. */
export interface Job {
  readonly from: Day;
  /** Missing for a job that goes on. */
  readonly to?: Day;
  readonly employer?: Employer;
  /** Monthly salary on the day of the world, in whole đồng; earlier years paid less. */
  readonly salary: number;
}

const RETIREMENT_AGE = 60;

/** Chooses whether somebody ever took part in social insurance, and how: 45 of 100 of working age do (end of 2025). */
export function chooseCareer(random: RandomStream, person: RegisteredPerson, asOf: Day): Career | undefined {
  const kind = random.weighted([
    ['COMPULSORY', 56],
    ['VOLUNTARY', 7],
    ['NONE', 37],
  ]);
  if (kind === 'NONE') return undefined;
  const last = Math.min(asOf, person.death?.day ?? Infinity, addMonths(person.born, RETIREMENT_AGE * 12));
  const jobs: Job[] = [];
  let from = addMonths(person.born, random.int(18, 25) * 12 + random.int(0, 11));
  const province = (person.livesElsewhere ?? person.address).provinceCode;
  while (from < last) {
    const length = random.int(8, 160);
    const to = addMonths(from, length);
    const employer = kind === 'COMPULSORY' ? chooseEmployer(random, province) : undefined;
    const [least, most] = employer?.pay ?? [3, 8];
    const salary = Math.round((least + random.next() ** 2 * (most - least)) * 100) * 10_000;
    jobs.push({ from, ...(to < last ? { to } : {}), ...(employer && { employer }), salary });
    from = addMonths(to, random.chance(0.6) ? random.int(1, 3) : random.int(4, 30));
  }
  return jobs.length === 0 ? undefined : makeCareer(person, jobs, asOf);
}

/** Makes a working life out of jobs in order; a job that goes on is paid up to the month before `asOf`. */
function makeCareer(person: RegisteredPerson, jobs: readonly Job[], asOf: Day): Career | undefined {
  const end = Math.min(asOf, person.death?.day ?? Infinity, addMonths(person.born, RETIREMENT_AGE * 12));
  const lastPaid = addMonths(monthStart(end), -1);
  const spells = jobs.flatMap((job) => spellsOf(job, lastPaid, yearOf(asOf)));
  if (spells.length === 0) return undefined;
  const works = jobs.at(-1)?.to === undefined && end === asOf;
  const status = works ? 'ACTIVE' : end < asOf ? 'CLOSED' : 'PAUSED';
  return { person, siNumber: siNumber(person.serial), status, spells };
}

/** The spell that a day falls in; a job that goes on counts for the month that is not yet paid. */
export function spellOn(career: Career | undefined, day: Day): ContributionSpell | undefined {
  const month = monthStart(day);
  const spell = career?.spells.find(({ from, to }) => from <= month && month <= to);
  if (spell !== undefined || career?.status !== 'ACTIVE') return spell;
  const last = career.spells.at(-1);
  return last !== undefined && last.to < month ? last : undefined;
}

/** Salary bases of the paid months before a day, latest first, at most `months` of them, gaps bridged. */
export function salariesBefore(career: Career, day: Day, months: number): readonly number[] {
  const salaries: number[] = [];
  for (const { from, to, salaryBase } of career.spells.toReversed()) {
    for (let month = to; month >= from && salaries.length < months; month = addMonths(month, -1)) {
      if (month < monthStart(day)) salaries.push(salaryBase);
    }
  }
  return salaries;
}

/** Paid months in the `window` months before the month of a day. */
export function paidMonthsWithin(career: Career, day: Day, window: number): number {
  const until = monthStart(day);
  const since = addMonths(until, -window);
  return career.spells.reduce(
    (sum, { from, to }) =>
      sum + Math.max(0, monthsFrom(Math.max(from, since), Math.min(to, addMonths(until, -1)))),
    0,
  );
}

/** Months from the first day of one month to that of another, both included; 0 or less where they are out of order. */
export function monthsFrom(first: Day, last: Day): number {
  const [a, b] = [dateOf(first), dateOf(last)];
  return (b.year - a.year) * 12 + b.month - a.month + 1;
}

/** Cuts a job into spells of two years at most three, each at a higher salary than the one before. */
function spellsOf(job: Job, lastPaid: Day, thisYear: number): readonly ContributionSpell[] {
  const end = Math.min(lastPaid, monthStart(job.to ?? lastPaid));
  const spells: ContributionSpell[] = [];
  for (let from = monthStart(job.from); from <= end;) {
    const next = addMonths(from, 24 + (spells.length % 2) * 12);
    const to = next > end ? end : addMonths(next, -1);
    const earlier = job.salary / 1.05 ** Math.max(0, thisYear - yearOf(to));
    spells.push({
      from,
      to,
      scheme: job.employer === undefined ? 'VOLUNTARY' : 'COMPULSORY',
      salaryBase: Math.round(earlier / 10_000) * 10_000,
      conditions: job.employer?.conditions ?? 'NORMAL',
      ...(job.employer && { employer: job.employer }),
    });
    from = next;
  }
  return spells;
}

import { readFile } from 'node:fs/promises';
import { holidaysAround } from '../../schema/calendar/public-holidays.ts';
import { addWorkingDays } from '../../schema/calendar/working-days.ts';
import { refuseProblems } from '../../schema/policy/policy-error.ts';
import type { LegalRegister } from '../../schema/policy/law/register.ts';
import type { Kind } from '../../schema/policy/read-list.ts';
import { readTerms } from '../../schema/policy/read-terms.ts';

/** The rights that a data subject can exercise here (Law 91/2025 art. 4). */
export const rightKinds = ['VIEW', 'CORRECT', 'RESTRICT', 'OBJECT', 'COMPLAIN'] as const;

/** One of them. */
export type RightKind = (typeof rightKinds)[number];

/** The legal clock of a right, from a day on. */
export interface RightTerm {
  readonly kind: RightKind;
  readonly from: string;
  /** Working days until it must be taken up. */
  readonly acknowledgeDays: number;
  /** Calendar days until it must be answered, and until then once it was extended. */
  readonly answerDays: number;
  readonly extendedDays: number;
  readonly articles: readonly string[];
  readonly verified: boolean;
  readonly doubt?: string | undefined;
}

/** The days by which a request must be taken up and answered. */
export interface Deadlines {
  readonly acknowledgeBy: string;
  readonly answerBy: string;
}

const file = 'gateway/rights/terms.yaml';

/** The weekly rest of those who answer: taken to be that of social insurance (its open question AGENCY_WEEKLY_REST). */
const saturdayAndSunday: ReadonlySet<number> = new Set([6, 7]);

const rightKind: Kind<RightKind> = {
  name: rightKinds.join(' or '),
  accepts: (value): value is RightKind => rightKinds.some((kind) => kind === value),
};
const days: Kind<number> = {
  name: 'a number of days from 1 to 90',
  accepts: (value): value is number =>
    Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= 90,
};
const kinds = { kind: rightKind, acknowledgeDays: days, answerDays: days, extendedDays: days };

/** The terms in force and before. @throws PolicyError with a line for each mistake */
export async function loadRightTerms(
  register: Pick<LegalRegister, 'articles'>,
): Promise<readonly RightTerm[]> {
  return readRightTerms(await readFile(new URL('terms.yaml', import.meta.url), 'utf8'), register);
}

/** Reads terms: there must be one for every right. @throws PolicyError with a line for each mistake */
export function readRightTerms(
  yaml: string,
  register: Pick<LegalRegister, 'articles'>,
): readonly RightTerm[] {
  const terms = readTerms(yaml, file, kinds, register, 'kind');
  refuseProblems([
    ...terms
      .filter(({ extendedDays, answerDays }) => extendedDays < answerDays)
      .map(({ from }) => `${file}: ${from}: extendedDays must not be fewer than answerDays`),
    ...rightKinds
      .filter((kind) => terms.every((term) => term.kind !== kind))
      .map((kind) => `${file}: ${kind} has no term`),
  ]);
  return terms;
}

/** The clock of a right for a request that came in on a day; undefined before the law gave it. */
export function termOf(terms: readonly RightTerm[], kind: RightKind, on: string): RightTerm | undefined {
  return terms.findLast((term) => term.kind === kind && term.from <= on);
}

/** The days by which a request must be taken up and answered. @param on the day on which it came in, in Vietnam */
export function deadlinesOf(
  { acknowledgeDays, answerDays, extendedDays }: RightTerm,
  on: string,
  isExtended: boolean,
): Deadlines {
  const received = Temporal.PlainDate.from(on);
  const calendar = { weeklyRest: saturdayAndSunday, holidays: holidaysAround(received, received) };
  return {
    acknowledgeBy: addWorkingDays(received, acknowledgeDays, calendar).toString(),
    answerBy: received.add({ days: isExtended ? extendedDays : answerDays }).toString(),
  };
}

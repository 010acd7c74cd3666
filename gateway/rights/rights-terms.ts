import { readFile } from 'node:fs/promises';
import { holidaysAround } from '../../schema/calendar/public-holidays.ts';
import { addWorkingDays } from '../../schema/calendar/working-days.ts';
import { problemsOfLaw } from '../../schema/policy/cited-law.ts';
import { PolicyError } from '../../schema/policy/policy-error.ts';
import type { LegalRegister } from '../../schema/policy/law/register.ts';
import { day, optional, readYaml, text, texts, yesOrNo, type Kind } from '../../schema/policy/read-list.ts';

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
  readonly doubt: string | undefined;
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
const kinds: Readonly<Record<keyof RightTerm, Kind<unknown>>> = {
  kind: rightKind,
  from: day,
  acknowledgeDays: days,
  answerDays: days,
  extendedDays: days,
  articles: texts,
  verified: yesOrNo,
  doubt: optional(text),
};

/** The terms in force and before. @throws PolicyError with a line for each mistake */
export async function loadRightTerms(
  register: Pick<LegalRegister, 'articles'>,
): Promise<readonly RightTerm[]> {
  return readRightTerms(await readFile(new URL('terms.yaml', import.meta.url), 'utf8'), register);
}

/** Reads terms: there must be one for every right. @throws PolicyError with a line for each mistake */
export function readRightTerms(
  yaml: string,
  { articles }: Pick<LegalRegister, 'articles'>,
): readonly RightTerm[] {
  const list = readYaml(yaml, file);
  if (!Array.isArray(list)) throw new PolicyError([`${file}: must be a list of terms`]);
  const problems = list.flatMap((entry: unknown, place) => {
    const wrong = problemOf(entry, articles);
    return wrong === undefined ? [] : [`${file}: term ${place + 1}: ${wrong}`];
  });
  const terms = list as readonly RightTerm[];
  const missing = rightKinds.find((kind) => terms.every((term) => term?.kind !== kind));
  if (missing !== undefined) problems.push(`${file}: ${missing} has no term`);
  if (problems.length > 0) throw new PolicyError(problems);
  return terms.toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

function problemOf(entry: unknown, articles: ReadonlyMap<string, unknown>): string | undefined {
  if (typeof entry !== 'object' || entry === null) return 'must be a mapping';
  const values = entry as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(values).find((key) => !Object.hasOwn(kinds, key));
  if (unknown !== undefined) return `has the unknown key "${unknown}": remove it`;
  const wrong = Object.entries(kinds).find(([key, { accepts }]) => !accepts(values[key]));
  if (wrong) return `${wrong[0]} must be ${wrong[1].name}`;
  const term = entry as RightTerm;
  if (term.extendedDays < term.answerDays) return 'extendedDays must not be fewer than answerDays';
  const [problem] = problemsOfLaw(term, articles);
  return problem;
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

import { readFile } from 'node:fs/promises';
import {
  day,
  optional,
  readList,
  readYaml,
  text,
  texts,
  yesOrNo,
  type Kind,
} from '../../../schema/policy/read-list.ts';
import { problemsOfLaw } from '../../../schema/policy/cited-law.ts';
import { refuseProblems } from '../../../schema/policy/policy-error.ts';
import type { LegalRegister } from '../../../schema/policy/law/register.ts';

/** How long entries stay in the log, from a day on. */
export interface RetentionTerm {
  readonly from: string;
  readonly months: number;
  readonly articles: readonly string[];
  readonly verified: boolean;
  readonly doubt: string | undefined;
}

const file = 'gateway/log/archive/retention.yaml';

const wholeMonths: Kind<number> = {
  name: 'a number of months, 6 or more',
  // No term is shorter than that of the logs of core data (Decree 165/2025 art. 17(10)).
  accepts: (value): value is number => Number.isSafeInteger(value) && Number(value) >= 6,
};

const kinds = { from: day, months: wholeMonths, articles: texts, verified: yesOrNo, doubt: optional(text) };

/** The terms in force and before. @throws PolicyError of one line for each mistake */
export async function loadRetention(
  register: Pick<LegalRegister, 'articles'>,
): Promise<readonly RetentionTerm[]> {
  return readRetention(await readFile(new URL('retention.yaml', import.meta.url), 'utf8'), register);
}

/** Reads terms. @throws PolicyError of one line for each mistake */
export function readRetention(
  yaml: string,
  { articles }: Pick<LegalRegister, 'articles'>,
): readonly RetentionTerm[] {
  const terms = readList(readYaml(yaml, file), file, kinds);
  refuseProblems(
    terms.flatMap((term) => problemsOfLaw(term, articles).map((wrong) => `${file}: ${term.from}: ${wrong}`)),
  );
  return terms.map((term) => ({ ...term, doubt: term.doubt })).toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

/** The term that counts on a day; undefined before the first. */
export function termOn(terms: readonly RetentionTerm[], on: string): RetentionTerm | undefined {
  return terms.findLast(({ from }) => from <= on);
}

/**
 * The first month that still has to stay in the log.
 *
 * @param on the day of archiving, ISO 8601
 * @returns `YYYY-MM`: months before it may be archived
 */
export function firstKeptMonth({ months }: RetentionTerm, on: string): string {
  return Temporal.PlainDate.from(on).subtract({ months }).toString().slice(0, 'YYYY-MM'.length);
}

/**
 * The first month that has to be in the log, whatever was archived until a day: a longer term brings back nothing that was archived while a
 * shorter one counted.
 *
 * @param terms oldest first
 * @param on ISO 8601
 * @returns `YYYY-MM`; undefined where no term has counted yet
 */
export function firstNeverArchived(terms: readonly RetentionTerm[], on: string): string | undefined {
  const limits = terms.flatMap((term, at) => {
    if (term.from > on) return [];
    const next = terms[at + 1]?.from;
    return [firstKeptMonth(term, next !== undefined && next <= on ? dayBefore(next) : on)];
  });
  return limits.toSorted().at(-1);
}

function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}

import { readFile } from 'node:fs/promises';
import type { LegalRegister } from '../../../schema/policy/law/register.ts';
import type { Kind } from '../../../schema/policy/read-list.ts';
import { readTerms } from '../../../schema/policy/read-terms.ts';

/** How long entries stay in the log, from a day on. */
export interface RetentionTerm {
  readonly from: string;
  readonly months: number;
  readonly articles: readonly string[];
  readonly verified: boolean;
  readonly doubt?: string | undefined;
}

const file = 'gateway/log/archive/retention.yaml';

const wholeMonths: Kind<number> = {
  name: 'a number of months, 6 or more',
  // No term is shorter than that of the logs of core data (Decree 165/2025 art. 17(10)).
  accepts: (value): value is number => Number.isSafeInteger(value) && Number(value) >= 6,
};

/** The terms in force and before. @throws PolicyError of one line for each mistake */
export async function loadRetention(
  register: Pick<LegalRegister, 'articles'>,
): Promise<readonly RetentionTerm[]> {
  return readRetention(await readFile(new URL('retention.yaml', import.meta.url), 'utf8'), register);
}

/** Reads terms. @throws PolicyError of one line for each mistake */
export function readRetention(
  yaml: string,
  register: Pick<LegalRegister, 'articles'>,
): readonly RetentionTerm[] {
  return readTerms(yaml, file, { months: wholeMonths }, register);
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

import { sha256 } from '../../../../schema/sha256.ts';
import type { BenefitScheme } from '../../collections.ts';
import { weekdayOf } from './weekday.ts';
import { contentOf, faultOf, type SubmittedClaim } from './submission.ts';

/** A row of a list 01B-HSB as it came: texts, of which each may be wrong or missing. */
export interface ListRowInput {
  readonly employee?: string | null;
  readonly child?: string | null;
  readonly scheme?: string | null;
  readonly leaveFrom?: string | null;
  readonly leaveTo?: string | null;
  readonly lateExplanation?: string | null;
  readonly weeklyRest?: string | null;
}

/** Benefits that an employer files for (Law 41/2024/QH15 Art. 48(2), 49, 62(1), 63). */
const schemes: readonly BenefitScheme[] = ['SICKNESS', 'MATERNITY', 'CONVALESCENCE'];

/** The claim of a row, or what is wrong with the row; the text repeats no value of it. */
export function readListRow(row: ListRowInput): SubmittedClaim | string {
  const { employee, child, lateExplanation } = row;
  if (!employee) return '`employee` is missing.';
  const scheme = schemes.find((each) => each === row.scheme);
  if (scheme === undefined) return `\`scheme\` must be one of ${schemes.join(', ')}.`;
  const [leaveFrom, leaveTo] = [dayOf(row.leaveFrom), dayOf(row.leaveTo)];
  if (!leaveFrom || !leaveTo) return '`leaveFrom` and `leaveTo` must be calendar days like 2026-07-01.';
  const weeklyRest = restOf(row.weeklyRest);
  if (weeklyRest === null) return `\`weeklyRest\` must be days of the week like SATURDAY,SUNDAY.`;
  const submitted: SubmittedClaim = {
    claimantId: employee,
    childId: child || undefined,
    scheme,
    leaveFrom,
    leaveTo,
    lateExplanation: lateExplanation || undefined,
    weeklyRest,
  };
  return faultOf(submitted) ?? submitted;
}

/** The key of a row: that of its list, and what it asks, so that rows may change places when a list is sent again. */
export function rowKey(listKey: string, row: SubmittedClaim): string {
  return sha256(JSON.stringify([listKey, contentOf(row)]));
}

/** Null for what names no day of the week. */
function restOf(text: string | null | undefined): readonly number[] | undefined | null {
  if (!text) return undefined;
  const days = text.split(',').map((name) => weekdayOf(name.trim()));
  return days.every((day) => day !== undefined) ? days : null;
}

function dayOf(text: string | null | undefined): Temporal.PlainDate | undefined {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}

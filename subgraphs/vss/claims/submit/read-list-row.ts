import { sha256 } from '../../../../schema/sha256.ts';
import { listedSchemes, type RowProblem } from './row-problems.ts';
import { contentOf, faultOf, type SubmittedClaim } from './submission.ts';
import { weekdayOf } from './weekday.ts';

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

/** The claim of a row, or what is wrong with the row. */
export function readListRow(row: ListRowInput | null): SubmittedClaim | RowProblem {
  if (row === null) return 'ROW_MISSING';
  const { employee, child, lateExplanation } = row;
  if (!employee) return 'EMPLOYEE_MISSING';
  const scheme = listedSchemes.find((each) => each === row.scheme);
  if (scheme === undefined) return 'SCHEME_UNKNOWN';
  const [leaveFrom, leaveTo] = [dayOf(row.leaveFrom), dayOf(row.leaveTo)];
  if (!leaveFrom || !leaveTo) return 'DAYS_UNREADABLE';
  const weeklyRest = restOf(row.weeklyRest);
  if (weeklyRest === null) return 'WEEKLY_REST_UNREADABLE';
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

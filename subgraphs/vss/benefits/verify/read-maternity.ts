import { averageSalary, type MonthlySalary } from '../average-salary.ts';
import { monthsWithin, windowBefore, type Contributions } from '../contribution-condition.ts';
import type { MonthlyBase } from '../line.ts';
import { workingDaysOf, type DaySpan } from '../../../../schema/calendar/working-days.ts';
import type { LeavePiece } from '../paternity.ts';
import type { InputReader } from './input-reader.ts';
import { readCalendar, readCountedLeave, readSpan, spanOf } from './read-leave.ts';

/** Contributions of a person under names with that prefix: `wifeContributionMonthsIn12`, or none for the claimant. */
export function readContributions(inputs: InputReader, prefix = ''): Contributions {
  const name = (rest: string): string =>
    prefix === '' ? rest.charAt(0).toLowerCase() + rest.slice(1) : prefix + rest;
  return {
    months: inputs.list(name('ContributionMonths'), (month) => month.need(month.month('entry'), 'a month')),
    in12: inputs.count(name('ContributionMonthsIn12')),
    in24: inputs.count(name('ContributionMonthsIn24')),
    total: inputs.count(prefix === '' ? 'totalContributionMonths' : `${prefix}TotalContributionMonths`),
  };
}

/** The claimant's contributions, when the case says anything of them. */
export function needContributions(inputs: InputReader): Contributions {
  const contributions = readContributions(inputs);
  const { months, in12, in24 } = contributions;
  inputs.need(months ?? in12 ?? in24, 'contributionMonths', 'contributionMonthsIn12');
  return contributions;
}

/** Whether pregnancy rest or infertility ask for other months of contributions. */
export function readTreatment(inputs: InputReader): { pregnancyRest: boolean; infertility: boolean } {
  return {
    pregnancyRest: inputs.flag('pregnancyRestPrescribed') ?? false,
    infertility: inputs.flag('infertilityLeave') ?? inputs.flag('infertilityTreatment') ?? false,
  };
}

/** The average salary of a case: as given, of the months that are listed, or the one that all months have. */
export function readAverage(inputs: InputReader, event: Temporal.PlainDate): MonthlyBase {
  const average = inputs.money('avgSalary6m');
  if (average !== undefined) return averageSalary([{ amount: average }], event);
  const months = readContributions(inputs).months;
  const listed = inputs.list('monthlySalaries', readMonthlySalary);
  if (listed !== undefined && listed.length > 0) return averageSalary(inWindow(listed, months, event), event);
  return averageSalary([{ amount: inputs.money('monthlySalary') ?? 0 }], event);
}

/** Children and fetuses of a birth, those that died in it too. */
export function readFetuses(inputs: InputReader): number {
  const born = inputs.count('childrenBorn') ?? 1;
  return born + (inputs.count('stillbornInMultiple') ?? 0);
}

/** Calendar days as prescribed, or as the leave lasted. */
export function readPrescribedDays(inputs: InputReader): number {
  const key = inputs.firstOf('daysPrescribed', 'leaveDays', 'daysTaken');
  if (key !== undefined) return inputs.need(inputs.days(key), key);
  const from = inputs.need(inputs.date('leaveStart'), 'daysPrescribed', 'leaveStart');
  const to = inputs.need(inputs.date('leaveEnd'), 'daysPrescribed', 'leaveEnd');
  spanOf(inputs, 'leaveEnd', from, to);
  return from.until(to, { largestUnit: 'days' }).days + 1;
}

/** The pieces of a father's leave: with their working days counted, or from their first to their last day. */
export function readPieces(inputs: InputReader): readonly LeavePiece[] {
  const calendar = readCalendar(inputs, 'WEEKLY_REST');
  const pieceOf = (span: DaySpan): LeavePiece => ({
    start: span.from,
    days: workingDaysOf(span, calendar).length,
  });
  const periods = inputs.list('periods', (entry) => {
    const piece = entry.object('entry');
    const days = piece?.days('workingDays') ?? piece?.days('days');
    if (piece === undefined || days === undefined) return pieceOf(readSpan(entry));
    return { start: piece.need(piece.date('start') ?? piece.date('from'), 'start'), days };
  });
  if (periods !== undefined) return periods;
  const start = inputs.need(inputs.date('leaveStart'), 'leaveStart', 'periods');
  const end = inputs.date('leaveEnd');
  if (end !== undefined && inputs.firstOf('daysTaken', 'leaveWorkingDays') === undefined) {
    return [pieceOf(spanOf(inputs, 'leaveEnd', start, end))];
  }
  return [{ start, days: readCountedLeave(inputs, start).years.reduce((sum, { days }) => sum + days, 0) }];
}

function readMonthlySalary(entry: InputReader): MonthlySalary {
  const salary = entry.object('entry');
  if (salary === undefined) return { amount: entry.need(entry.money('entry'), 'a salary') };
  return {
    month: salary.month('month'),
    amount: salary.need(salary.money('salary') ?? salary.money('amount'), 'salary'),
  };
}

/** Only months before the event count; a list without months that is as long as that of the months belongs to it. */
function inWindow(
  listed: readonly MonthlySalary[],
  months: Contributions['months'],
  event: Temporal.PlainDate,
): readonly MonthlySalary[] {
  const dated = listed.map(({ month, amount }, index) => ({
    month: month ?? (months?.length === listed.length ? months[index] : undefined),
    amount,
  }));
  const known = dated.flatMap(({ month }) => month ?? []);
  if (known.length < dated.length) return dated;
  const { to } = windowBefore(event, months ?? known, 12);
  const first = known.toSorted(Temporal.PlainYearMonth.compare)[0] ?? to;
  const counted = monthsWithin(known, { from: first, to });
  return counted.flatMap((month) => dated.find((salary) => salary.month?.equals(month)) ?? []);
}

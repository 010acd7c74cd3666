import { daysOfHours, leaveBetween, leaveOf, type LeaveDays } from '../leave-days.ts';
import { openQuestions, type OpenQuestion } from '../parameters/open-questions.ts';
import { daysOf, type DaySpan, type WorkCalendar } from '../../../../schema/calendar/working-days.ts';
import type { InputReader } from './input-reader.ts';

const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;
const otherLeaves = [
  'annualLeave',
  'paidLeave',
  'unpaidLeave',
  'personalLeave',
  'maternityLeave',
  'convalescenceLeave',
] as const;

/** Spans of leave with the calendar of the employer. */
export interface DatedLeave {
  readonly spans: readonly DaySpan[];
  readonly calendar: WorkCalendar;
  readonly otherLeave: ReadonlySet<string>;
  readonly reliedOn: readonly OpenQuestion[];
}

/** The work calendar of a case; where it names no weekly rest, that of the open question is taken. */
export function readCalendar(
  inputs: InputReader,
  assumed: 'WEEKLY_REST' | 'AGENCY_WEEKLY_REST',
): WorkCalendar {
  const rest =
    inputs.list('weeklyRest', (day) => day.need(day.word('entry', weekdays), 'a day of the week')) ??
    openQuestions[assumed].answer.split(',');
  const holidays = inputs.list('holidays', (day) => day.need(day.date('entry'), 'a day').toString());
  return {
    weeklyRest: new Set(rest.map((day) => weekdays.findIndex((name) => name === day) + 1)),
    holidays: new Set(holidays ?? []),
  };
}

/** The leave as spans of days, when the case gives it so: one of them, or several as periods. */
export function readSpans(inputs: InputReader): readonly DaySpan[] | undefined {
  if (inputs.has('periods')) return inputs.list('periods', readSpan);
  const from = inputs.date('leaveStart');
  const to = inputs.date('leaveEnd');
  return from === undefined || to === undefined ? undefined : [spanOf(inputs, 'leaveEnd', from, to)];
}

/** The leave with its calendar, when the case gives days. */
export function readDatedLeave(inputs: InputReader): DatedLeave | undefined {
  const spans = readSpans(inputs);
  if (spans === undefined) return undefined;
  return {
    spans,
    calendar: readCalendar(inputs, 'WEEKLY_REST'),
    otherLeave: new Set(otherLeaves.flatMap((key) => inputs.list(key, readOtherLeave)?.flat() ?? [])),
    reliedOn: inputs.has('weeklyRest') ? [] : ['WEEKLY_REST'],
  };
}

/** The working days of a leave: from its days, or as counted in days and hours. */
export function readLeave(inputs: InputReader, on: Temporal.PlainDate): LeaveDays {
  const dated = readDatedLeave(inputs);
  if (dated !== undefined) {
    return { ...leaveBetween(dated.spans, dated.calendar, dated.otherLeave), reliedOn: dated.reliedOn };
  }
  return readCountedLeave(inputs, on);
}

/** The working days of a leave as who reports it counted them. */
export function readCountedLeave(inputs: InputReader, on: Temporal.PlainDate): LeaveDays {
  const hours = inputs.measure('leaveHours');
  const days =
    inputs.days('leaveWorkingDays') ??
    inputs.days('leaveDays') ??
    inputs.days('daysTaken') ??
    sumOf(inputs.days('treatmentDays'), inputs.days('daysPrescribed') ?? inputs.days('prescribedLeaveDays'));
  const hoursPerDay = inputs.measure('standardHoursPerDay') ?? 8;
  if (hoursPerDay === 0) throw inputs.expect('standardHoursPerDay', 'more than no hours');
  const inHours = daysOfHours(hours ?? 0, hoursPerDay);
  inputs.need(days ?? hours, 'leaveWorkingDays', 'leaveHours', 'leaveStart and leaveEnd', 'periods');
  return leaveOf((days ?? 0) + inHours.days, on.year, inHours.reliedOn);
}

/** Days of treatment and of leave that was prescribed after it. */
function sumOf(treatment: number | undefined, prescribed: number | undefined): number | undefined {
  return treatment === undefined ? prescribed : treatment + (prescribed ?? 0);
}

/** What was used of the days of a year: `usedQuotaDays2026` for that one, `usedQuotaDays` for the year of the leave. */
export function readUsed(inputs: InputReader, ofYear: number): (year: number) => number {
  const thisYear = inputs.days('usedQuotaDays') ?? 0;
  const years = inputs.keys().flatMap((key) => {
    const year = /^usedQuotaDays(\d{4})$/.exec(key)?.[1];
    return year === undefined ? [] : [[Number(year), inputs.days(key) ?? 0] as const];
  });
  const byYear = new Map(years);
  return (year) => byYear.get(year) ?? (year === ofYear ? thisYear : 0);
}

/** A span, as a pair of days or as an object with the two. */
export function readSpan(entry: InputReader): DaySpan {
  const pair = entry.object('entry');
  if (pair !== undefined) {
    const from = pair.need(pair.date('start') ?? pair.date('from'), 'start');
    return spanOf(pair, 'end', from, pair.need(pair.date('end') ?? pair.date('to'), 'end'));
  }
  const [from, to] = entry.list('entry', (day) => day.need(day.date('entry'), 'a day')) ?? [];
  return spanOf(entry, 'entry', entry.need(from, 'a first day'), entry.need(to, 'a last day'));
}

/** A span that ends after it begins and within what a leave can last. */
export function spanOf(
  inputs: InputReader,
  key: string,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): DaySpan {
  const days = from.until(to, { largestUnit: 'days' }).days;
  if (days < 0 || days >= 1100) throw inputs.expect(key, 'a day within three years after the first one');
  return { from, to };
}

/** One day of another leave, or a span of it. */
function readOtherLeave(entry: InputReader): string[] {
  if (entry.isDay('entry')) return [entry.need(entry.date('entry'), 'a day').toString()];
  return daysOf(readSpan(entry)).map(String);
}

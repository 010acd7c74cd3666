import type { Assessment } from '../assessment.ts';
import { assessAfterMaternity, assessAfterSickness } from '../convalescence.ts';
import { deadlineOf, type Deadline } from '../deadlines.ts';
import { terms, type Step } from '../parameters/deadlines.ts';
import type { InputReader } from './input-reader.ts';
import { readCalendar } from './read-leave.ts';

/** A case of convalescence after sickness. */
export function afterSicknessCase(inputs: InputReader, asOf: Temporal.PlainDate): Assessment {
  const last = inputs.word('lastSicknessType', ['LONG_TERM', 'LONG_TERM_DISEASE', 'SURGERY', 'OTHER']);
  return assessAfterSickness({
    ...sharedFacts(inputs, asOf, 'daysSinceSicknessEnd', 'sicknessEnd'),
    sickDaysInYear: inputs.need(inputs.days('sicknessDaysThisYear'), 'sicknessDaysThisYear'),
    last: last === 'LONG_TERM_DISEASE' ? 'LONG_TERM' : (last ?? 'OTHER'),
  });
}

/** A case of convalescence after maternity. */
export function afterMaternityCase(inputs: InputReader, asOf: Temporal.PlainDate): Assessment {
  const type = inputs.word('birthType', [
    'NORMAL',
    'SURGERY',
    'CAESAREAN',
    'PREGNANCY_LOSS',
    'STILLBIRTH',
    'OTHER',
  ]);
  return assessAfterMaternity({
    ...sharedFacts(inputs, asOf, 'daysSinceLeaveEnd', 'leaveEnd'),
    children: inputs.count('childrenBorn') ?? 1,
    surgery: inputs.flag('surgery') ?? (type === 'SURGERY' || type === 'CAESAREAN'),
    returnedEarly: inputs.flag('returnedEarly') ?? false,
  });
}

/** A case of a term of the law. */
export function deadlineCase(inputs: InputReader): Deadline {
  return deadlineOf({
    step: readStep(inputs),
    start: readStart(inputs),
    calendar: readCalendar(inputs, 'AGENCY_WEEKLY_REST'),
    calendarAssumed: !inputs.has('weeklyRest'),
    doneOn: inputs.date('filedOn') ?? inputs.date('decidedOn') ?? inputs.date('sentOn'),
  });
}

/** The step, also when it names a scheme for which it has no term of its own: `EMPLOYER_TO_VSS_MATERNITY`. */
function readStep(inputs: InputReader): Step {
  const steps = Object.keys(terms) as readonly Step[];
  const written = inputs.need(inputs.text('step'), 'step');
  const plain = written.replace(/_(SICKNESS|MATERNITY)\b|_(SICKNESS|MATERNITY)(?=_FROM)/, '');
  const step = steps.find((name) => name === written) ?? steps.find((name) => name === plain);
  if (step === undefined) throw inputs.expect('step', `one of ${steps.join(', ')}`);
  return step;
}

/** The one event that begins the term, whatever the case calls it. */
function readStart(inputs: InputReader): Temporal.PlainDate {
  const done = new Set(['filedOn', 'decidedOn', 'sentOn']);
  const days = inputs.keys().filter((key) => !done.has(key) && inputs.isDay(key));
  const [key, ...more] = days;
  if (key === undefined || more.length > 0) {
    throw inputs.expect('step', 'one day beside it, on which the term begins');
  }
  return inputs.need(inputs.date(key), key);
}

function sharedFacts(
  inputs: InputReader,
  asOf: Temporal.PlainDate,
  since: string,
  end: string,
): { on: Temporal.PlainDate; granted: number; used: number; daysSince: number } {
  const on = inputs.date('leaveStart') ?? asOf;
  const ended = inputs.date(end);
  return {
    on,
    granted: inputs.need(inputs.count('daysGranted'), 'daysGranted'),
    used: inputs.count('usedConvalescenceDays') ?? 0,
    daysSince:
      inputs.count(since) ?? (ended === undefined ? 0 : ended.until(on, { largestUnit: 'days' }).days),
  };
}

import { describe, expect, test } from 'vitest';
import { addWorkingDays } from '../../../../schema/calendar/working-days.ts';
import { answer, type Inputs } from './answer.ts';

const due = (step: string, inputs: Inputs = {}): ReturnType<typeof answer> =>
  answer('DEADLINE', '2026-03-11', { step, start: '2026-03-11', weeklyRest: ['SAT', 'SUN'], ...inputs });

test.each([
  ['EMPLOYEE_TO_EMPLOYER_SICKNESS', 45, '2026-04-25'],
  ['EMPLOYEE_TO_EMPLOYER_MATERNITY', 45, '2026-04-25'],
  ['EMPLOYER_TO_VSS', 7, '2026-03-20'],
  ['EMPLOYER_TO_VSS_MATERNITY', 7, '2026-03-20'],
  ['EMPLOYER_TO_VSS_CONVALESCENCE', 7, '2026-03-20'],
  ['VSS_DECISION_FROM_EMPLOYER', 7, '2026-03-20'],
  ['VSS_DECISION_FROM_PERSON', 5, '2026-03-18'],
  ['VSS_DECISION_MATERNITY_FROM_PERSON', 5, '2026-03-18'],
  ['VSS_DECISION_CONVALESCENCE', 7, '2026-03-20'],
  ['PERSON_TO_VSS_VOLUNTARY_MATERNITY', 60, '2026-05-10'],
  ['VSS_DECISION_VOLUNTARY_MATERNITY', 5, '2026-03-18'],
])('%s has %i days', (step, days, dueOn) => {
  expect(due(step)).toMatchObject({ eligible: true, days, dueOn, reasons: [], reliedOn: [] });
});

test('a holiday is no working day', () => {
  expect(due('EMPLOYER_TO_VSS', { holidays: ['2026-03-20'] }).dueOn).toBe('2026-03-23');
});

test('without a calendar the agencies rest at the weekend, which the result says that it took so', () => {
  const step = due('EMPLOYER_TO_VSS', { weeklyRest: undefined });
  expect(step).toMatchObject({ dueOn: '2026-03-20', reliedOn: ['AGENCY_WEEKLY_REST'] });
});

describe('who files late', () => {
  test('explains in writing and loses no right', () => {
    const step = 'EMPLOYEE_TO_EMPLOYER_SICKNESS';
    expect(due(step, { filedOn: '2026-04-25' }).reasons).toEqual([]);
    expect(due(step, { filedOn: '2026-04-26' })).toMatchObject({
      eligible: true,
      reasons: ['LATE_NEEDS_WRITTEN_EXPLANATION'],
    });
  });

  test('is not who waits for a late agency', () => {
    expect(due('VSS_DECISION_FROM_PERSON', { decidedOn: '2026-05-01' }).reasons).toEqual([]);
  });
});

test('a calendar without a working day is refused, not searched for ever', () => {
  const never = { weeklyRest: new Set([1, 2, 3, 4, 5, 6, 7]), holidays: new Set<string>() };
  expect(() => addWorkingDays(Temporal.PlainDate.from('2026-03-11'), 1, never)).toThrow('no working day');
});

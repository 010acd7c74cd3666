import { describe, expect, test } from 'vitest';
import { answer, type Inputs } from './answer.ts';

const father = (inputs: Inputs, birthDate = '2025-09-29'): ReturnType<typeof answer> =>
  answer('MATERNITY_PATERNITY', birthDate, {
    birthDate,
    leaveStart: birthDate,
    daysTaken: 100,
    avgSalary6m: 12_000_000,
    ...inputs,
  });

describe('the most days of a father', () => {
  test.each([
    [{}, 5],
    [{ gestationWeeks: 32 }, 5],
    [{ gestationWeeks: 31 }, 7],
    [{ surgery: true }, 7],
    [{ childrenBorn: 2 }, 10],
    [{ childrenBorn: 2, gestationWeeks: 31 }, 10],
    [{ childrenBorn: 3 }, 13],
    [{ childrenBorn: 2, surgery: true }, 14],
    [{ childrenBorn: 3, surgery: true }, 17],
    [{ childrenBorn: 1, stillbornInMultiple: 1 }, 10],
  ])('for %j are %i', (inputs, days) => {
    expect(father(inputs)).toMatchObject({ days, amount: days * 500_000, reasons: ['PER_EVENT_CAP'] });
    expect(father({ ...inputs, daysTaken: days }).reasons).toEqual([]);
  });

  test.each([
    ['2026-06-30', {}, 5],
    ['2026-07-01', {}, 10],
    ['2026-07-01', { surgery: true }, 10],
    ['2026-07-01', { childrenBorn: 2, surgery: true }, 14],
    ['2026-07-01', { wifeLivingBiologicalChildrenBefore: 2 }, 5],
    ['2026-07-01', { childrenBorn: 0 }, 5],
  ])('for a second child born on %s with %j are %i', (birth, inputs, days) => {
    expect(father({ wifeLivingBiologicalChildrenBefore: 1, ...inputs }, birth).days).toBe(days);
  });
});

test('day 60 is within the time, which the result says that it took so; day 61 is not', () => {
  expect(father({ leaveStart: '2025-11-27' })).toMatchObject({ eligible: true, reliedOn: [] });
  expect(father({ leaveStart: '2025-11-28' })).toMatchObject({ eligible: true, reliedOn: ['DAY_60'] });
  expect(father({ leaveStart: '2025-11-29' })).toMatchObject({
    eligible: false,
    reasons: ['OUTSIDE_60_DAYS'],
  });
  expect(father({ leaveStart: '2025-09-28' })).toMatchObject({
    eligible: false,
    reasons: ['OUTSIDE_60_DAYS'],
  });
});

test('of several leaves, those that begin in time are paid, together up to the most', () => {
  const inTime = { start: '2025-10-20', workingDays: 3 };
  const late = { start: '2025-12-20', workingDays: 2 };
  expect(father({ periods: [inTime, late] })).toMatchObject({ days: 3, reasons: ['OUTSIDE_60_DAYS'] });
  expect(father({ periods: [inTime, inTime] })).toMatchObject({ days: 5, reasons: ['PER_EVENT_CAP'] });
});

test('a leave from day to day has the working days between them', () => {
  const week = {
    daysTaken: undefined,
    leaveStart: '2025-10-03',
    leaveEnd: '2025-10-07',
    weeklyRest: ['SAT', 'SUN'],
  };
  expect(father(week)).toMatchObject({ days: 3, amount: 1_500_000 });
});

test('a leave after 1 July 2026 for a second child born before rests on an open question', () => {
  const second = { wifeLivingBiologicalChildrenBefore: 1 };
  expect(father({ ...second, leaveStart: '2026-07-01' }, '2026-06-30').reliedOn).toEqual([
    'SECOND_CHILD_TRANSITION',
  ]);
  expect(father({ ...second, childrenBorn: 2 }, '2026-07-01').reliedOn).toEqual(['SECOND_BIRTH_MULTIPLE']);
});

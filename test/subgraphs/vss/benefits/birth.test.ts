import { describe, expect, test } from 'vitest';
import { answer, type Inputs } from './answer.ts';

const born = (inputs: Inputs, birthDate = '2026-03-10'): ReturnType<typeof answer> =>
  answer('MATERNITY_BIRTH', birthDate, {
    birthDate,
    childrenBorn: 1,
    avgSalary6m: 10_000_000,
    contributionMonthsIn12: 6,
    ...inputs,
  });

test('a birth gives six months of the average and two reference levels of its month', () => {
  expect(born({}, '2026-06-30')).toMatchObject({ amount: 64_680_000, months: 6, oddDays: null, reasons: [] });
  expect(born({}, '2026-07-01')).toMatchObject({ amount: 65_060_000, months: 6 });
});

describe('the length of the leave', () => {
  test.each([
    ['2026-03-10', 2, 0, 7],
    ['2026-03-10', 3, 0, 8],
    ['2026-06-30', 1, 1, 6],
    ['2026-07-01', 1, 0, 6],
    ['2026-07-01', 1, 1, 7],
    ['2026-07-01', 1, 2, 6],
    ['2026-07-01', 2, 1, 7],
    ['2026-07-01', 3, 1, 8],
  ])('born on %s, %i at once after %i living: %i months', (birth, childrenBorn, before, months) => {
    expect(born({ childrenBorn, livingBiologicalChildrenBefore: before }, birth).months).toBe(months);
  });

  test('counts a twin that died, and so does the lump sum', () => {
    expect(born({ stillbornInMultiple: 1 })).toMatchObject({ months: 7, amount: 79_360_000 });
  });

  test('says where the law leaves it open', () => {
    const second = { livingBiologicalChildrenBefore: 1 };
    expect(born(second, '2026-01-01').reliedOn).toEqual([]);
    expect(born(second, '2026-01-02').reliedOn).toEqual(['SECOND_CHILD_TRANSITION']);
    expect(born(second, '2026-07-01').reliedOn).toEqual([]);
    expect(born({ ...second, childrenBorn: 2 }, '2026-07-01').reliedOn).toEqual(['SECOND_BIRTH_MULTIPLE']);
    expect(born({ childDeathDate: '2026-04-01' }).reliedOn).toEqual(['CHILD_DEATH']);
  });
});

describe('the contributions', () => {
  const rest = { pregnancyRestPrescribed: true, contributionMonthsIn12: 3, totalContributionMonths: 12 };
  const treated = { infertilityLeave: true, contributionMonthsIn12: 0, contributionMonthsIn24: 6 };
  test.each([
    [{ contributionMonthsIn12: 5 }, 'CONTRIBUTION_6_OF_12_NOT_MET'],
    [{ ...rest, contributionMonthsIn12: 2 }, 'CONTRIBUTION_3_OF_12_NOT_MET'],
    [{ ...rest, totalContributionMonths: 11 }, 'CONTRIBUTION_12_IN_ALL_NOT_MET'],
    [{ ...treated, contributionMonthsIn24: 5 }, 'CONTRIBUTION_6_OF_24_NOT_MET'],
  ])('%j are too few', (inputs, code) => {
    expect(born(inputs)).toMatchObject({ eligible: false, amount: 0, reasons: [code] });
  });

  test.each([[rest], [treated], [{ ...treated, ...rest, contributionMonthsIn24: 3 }]])(
    '%j are enough',
    (inputs) => {
      expect(born(inputs)).toMatchObject({ eligible: true, months: 6 });
    },
  );

  const six = ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03'];
  const listed = { contributionMonthsIn12: undefined, contributionMonths: six };
  test.each([
    ['2026-03-14', six, 5, '2025-03', '2026-02'],
    ['2026-03-15', six, 6, '2025-04', '2026-03'],
    ['2026-03-15', six.slice(0, 5), 5, '2025-03', '2026-02'],
    ['2026-04-14', ['2025-03', '2025-04', '2026-04'], 1, '2025-04', '2026-03'],
  ])(
    'of a birth on %s lie in the months before it',
    (birth, contributionMonths, monthsFound, windowFrom, windowTo) => {
      const { workings } = born({ ...listed, contributionMonths }, birth);
      expect(workings).toMatchObject({ monthsFound, windowFrom, windowTo });
    },
  );

  test('of a month that two employers paid count once', () => {
    expect(born({ ...listed, contributionMonths: ['2026-01', '2026-01'] }).workings).toMatchObject({
      monthsFound: 1,
    });
  });
});

test('the husband of a mother without right has the lump sum, and no leave is paid', () => {
  const none = { contributionMonthsIn12: 5 };
  expect(born({ ...none, husbandContributionMonthsIn12: 6 })).toMatchObject({
    eligible: true,
    amount: 4_680_000,
    months: null,
    reasons: ['CONTRIBUTION_6_OF_12_NOT_MET'],
  });
  expect(born({ ...none, husbandContributionMonthsIn12: 5 })).toMatchObject({ eligible: false });
});

test('a return after four months keeps the whole benefit; an earlier one is an open question', () => {
  expect(born({ returnedAfterMonths: 4 })).toMatchObject({ months: 6, reasons: [] });
  expect(born({ returnedAfterMonths: 3 })).toMatchObject({
    amount: 34_680_000,
    months: 3,
    reasons: ['RETURNED_BEFORE_4_MONTHS'],
    reliedOn: ['EARLY_RETURN_UNDER_4_MONTHS'],
  });
});

describe('the average', () => {
  const paid = (monthlySalaries: unknown, more: Inputs = {}): number | null =>
    born({ avgSalary6m: undefined, monthlySalaries, ...more }).workings['leaveBenefitVnd'] as number;

  test('is that of the six most recent months, or of as many as there are', () => {
    expect(paid([1_000_000, 6_000_000, 6_000_000, 6_000_000, 6_000_000, 6_000_000, 6_000_000])).toBe(
      36_000_000,
    );
    expect(paid([4_000_000, 6_000_000])).toBe(30_000_000);
  });

  test('takes each month up to the highest base of its own time', () => {
    expect(paid([{ month: '2026-02', salary: 60_000_000 }])).toBe(46_800_000 * 6);
  });

  test('leaves out a month that the window leaves out', () => {
    const months = [
      { month: '2026-02', salary: 6_000_000 },
      { month: '2026-03', salary: 9_000_000 },
    ];
    expect(paid(months)).toBe(36_000_000);
  });
});

describe('a mother who dies', () => {
  const dead = { motherDeathDate: '2026-05-09' };
  test('leaves the rest of her leave to the father, and none after its end', () => {
    expect(born(dead)).toMatchObject({ months: 2, oddDays: 0, amount: 24_680_000, reliedOn: [] });
    expect(born({ ...dead, claimant: 'FATHER' })).toMatchObject({
      months: 4,
      oddDays: 0,
      amount: 40_000_000,
      reliedOn: ['MOTHERS_REMAINING_LEAVE'],
    });
    expect(born({ motherDeathDate: '2026-09-09', claimant: 'CARER' }).reasons).toEqual(['NOTHING_LEFT']);
  });

  test('without right leaves the father his own, until the child is six months old', () => {
    const father = {
      ...dead,
      contributionMonthsIn12: 0,
      claimant: 'FATHER',
      husbandContributionMonthsIn12: 6,
    };
    expect(born(father)).toMatchObject({ months: 4, amount: 44_680_000 });
    expect(born({ ...father, claimant: 'CARER' })).toMatchObject({ eligible: false });
  });
});

test('an only child that is stillborn is a loss from 22 weeks on, without a second child or a lump sum', () => {
  const lost = { childrenBorn: 0, stillbornInMultiple: 1, livingBiologicalChildrenBefore: 1 };
  expect(born(lost, '2026-07-01')).toMatchObject({
    months: 6,
    amount: 60_000_000,
    reliedOn: ['SINGLE_STILLBIRTH_LUMP_SUM'],
  });
});

import { describe, expect, test } from 'vitest';
import { answer, type Inputs } from './answer.ts';

const shared = { avgSalary6m: 9_000_000, contributionMonthsIn12: 6 };

describe('who adopts a child', () => {
  const adopt = (inputs: Inputs): ReturnType<typeof answer> =>
    answer('MATERNITY_ADOPTION', '2025-11-20', {
      ...shared,
      childBirthDate: '2025-08-10',
      adoptionDate: '2025-11-20',
      ...inputs,
    });

  test('has leave up to the day before it is six months old, and the lump sum', () => {
    expect(adopt({})).toMatchObject({
      amount: 28_980_000,
      months: 2,
      oddDays: 21,
      reliedOn: ['ADOPTION_END'],
    });
    expect(adopt({ endConvention: 'DAY_OF_6_MONTHS' })).toMatchObject({ amount: 29_280_000, oddDays: 22 });
  });

  test('of six months has nothing', () => {
    expect(adopt({ adoptionDate: '2026-02-09' })).toMatchObject({ months: 0, oddDays: 1 });
    expect(adopt({ adoptionDate: '2026-02-10' }).reasons).toEqual(['CHILD_NOT_UNDER_6_MONTHS']);
  });

  test('without leave has the lump sum of the month of the adoption alone', () => {
    const noLeave = { takesLeave: false, avgSalary6m: undefined };
    expect(adopt({ ...noLeave, childBirthDate: '2026-06-20', adoptionDate: '2026-07-01' })).toMatchObject({
      amount: 5_060_000,
      months: null,
    });
  });

  test('has it once for both parents, and with contributions only', () => {
    expect(adopt({ alreadyPaidTo: 'MOTHER', claimant: 'FATHER' }).reasons).toEqual(['OTHER_PARENT_PAID']);
    expect(adopt({ alreadyPaidTo: 'FATHER', claimant: 'FATHER' })).toMatchObject({ eligible: true });
    expect(adopt({ contributionMonthsIn12: 5 }).reasons).toEqual(['CONTRIBUTION_6_OF_12_NOT_MET']);
  });
});

describe('a surrogate mother', () => {
  const carry = (handoverDate: string, inputs: Inputs = {}): ReturnType<typeof answer> =>
    answer('MATERNITY_SURROGATE_MOTHER', '2026-03-10', {
      ...shared,
      birthDate: '2026-03-10',
      handoverDate,
      ...inputs,
    });

  test('has sixty days after the birth at least', () => {
    expect(carry('2026-03-12')).toMatchObject({ months: 0, oddDays: 60, amount: 22_680_000 });
  });

  test('has leave until the handover, and no longer than for a birth', () => {
    expect(carry('2026-06-10')).toMatchObject({ months: 3, oddDays: 0, amount: 31_680_000 });
    expect(carry('2026-12-10')).toMatchObject({ months: 6, oddDays: 0 });
    expect(carry('2026-06-10', { leaveStart: '2026-02-10' })).toMatchObject({ months: 4, oddDays: 0 });
  });

  test('without contributions has nothing', () => {
    expect(carry('2026-06-10', { contributionMonthsIn12: 5 })).toMatchObject({ eligible: false });
  });
});

test('a commissioning mother has leave from the handover, and the lump sum that the surrogate has not', () => {
  const commission = (inputs: Inputs): ReturnType<typeof answer> =>
    answer('MATERNITY_COMMISSIONING_MOTHER', '2026-05-10', {
      ...shared,
      childBirthDate: '2026-03-10',
      handoverDate: '2026-05-10',
      ...inputs,
    });
  expect(commission({})).toMatchObject({ months: 4, oddDays: 0, amount: 40_680_000 });
  expect(commission({ surrogateEligible: true })).toMatchObject({ amount: 36_000_000 });
  expect(commission({ surrogateEligible: true, takesLeave: false }).reasons).toEqual(['NOTHING_LEFT']);
  expect(commission({ surrogateEligible: true, handoverDate: '2026-09-10' }).reasons).toEqual([
    'NOTHING_LEFT',
  ]);
});

test('the lump sum is the mother’s, else her husband’s', () => {
  const lump = (wife: number, husband: number, birthDate = '2026-06-30'): ReturnType<typeof answer> =>
    answer('MATERNITY_LUMP_SUM', birthDate, {
      birthDate,
      childrenBorn: 2,
      wifeContributionMonthsIn12: wife,
      husbandContributionMonthsIn12: husband,
    });
  expect(lump(6, 0)).toMatchObject({ amount: 9_360_000, days: null });
  expect(lump(0, 6)).toMatchObject({ amount: 9_360_000 });
  expect(lump(0, 6, '2026-07-01')).toMatchObject({ amount: 10_120_000 });
  expect(lump(5, 5)).toMatchObject({ eligible: false, reasons: ['CONTRIBUTION_6_OF_12_NOT_MET'] });
});

describe('voluntary insurance', () => {
  const voluntary = (inputs: Inputs): ReturnType<typeof answer> =>
    answer('MATERNITY_VOLUNTARY', '2026-03-10', {
      birthDate: '2026-03-10',
      voluntaryMonthsIn12: 6,
      ...inputs,
    });

  test('pays two million for each child and each fetus from 22 weeks on', () => {
    expect(voluntary({ childrenBorn: 1 })).toMatchObject({ amount: 2_000_000, days: null });
    expect(voluntary({ childrenBorn: 2, fetalDeathsFrom22Weeks: 1 })).toMatchObject({ amount: 6_000_000 });
    expect(voluntary({ fetalDeathsFrom22Weeks: 1 })).toMatchObject({ amount: 2_000_000 });
    expect(voluntary({ childrenBorn: 0 }).reasons).toEqual(['NO_CHILD_OR_FETUS']);
  });

  test('asks for six months, of both insurances together', () => {
    expect(voluntary({ voluntaryMonthsIn12: 5 }).reasons).toEqual(['CONTRIBUTION_6_OF_12_NOT_MET']);
    expect(voluntary({ voluntaryMonthsIn12: 5, compulsoryMonthsIn12: 1 })).toMatchObject({ eligible: true });
    expect(voluntary({ voluntaryMonthsIn12: undefined, fatherVoluntaryMonthsIn12: 6 })).toMatchObject({
      eligible: false,
    });
  });

  test('pays one parent, and nobody who has compulsory insurance', () => {
    const father = { claimant: 'FATHER' };
    expect(voluntary({ ...father, alreadyPaidTo: 'MOTHER' }).reasons).toEqual(['OTHER_PARENT_PAID']);
    expect(voluntary({ compulsoryEligible: true }).reasons).toEqual(['COMPULSORY_PREVAILS']);
    expect(voluntary({ motherCompulsoryEligible: true }).reasons).toEqual(['COMPULSORY_PREVAILS']);
    expect(voluntary({ ...father, motherCompulsoryEligible: true })).toMatchObject({ eligible: true });
  });
});

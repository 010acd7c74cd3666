import type { BenefitDecision, BenefitLine } from '../../subgraphs/vss/collections.ts';
import { dayOf, type Day } from './calendar.ts';
import type { ClaimRequest } from './claim-request.ts';
import { paidMonthsWithin, salariesBefore, spellOn, type Career } from './employment.ts';
import { workingDaysIn } from './working-days.ts';

/** What a claim comes to. */
export type Benefit = Pick<
  BenefitDecision,
  'outcome' | 'reasonCode' | 'reason' | 'amount' | 'paidDays' | 'lines'
>;

const RAISED_ON = dayOf('2026-07-01');

/** The reference level of a day in đồng (Decrees 73/2024 and 161/2026). */
function referenceLevel(day: Day): number {
  return day < RAISED_ON ? 2_340_000 : 2_530_000;
}

/**
 * What Law 41/2024/QH15 gives for a request, for claims of the world that are decided already.
 *
 * @param used days already paid to the claimant of the same quota: of the calendar year, or of the year and child
 */
export function benefitOf(request: ClaimRequest, used: number): Benefit {
  const { measure, career, leave } = request;
  const from = leave.from;
  switch (measure.by) {
    case 'SICK_DAYS':
      return sickDays(request, used, measure.longTerm);
    case 'SICK_CHILD_DAYS': {
      const asked = workingDaysIn(leave.from, leave.to);
      const paid = Math.max(0, Math.min(asked, (measure.childAge < 3 ? 20 : 15) - used));
      const salary = salariesBefore(career, from, 1)[0] ?? firstSalary(career, from);
      return daysPaid(asked, paid, [
        line('Trợ cấp chăm sóc con ốm', paid, 'DAY', salary, 0.75, 24, 'Điều 44, 45'),
      ]);
    }
    case 'MATERNITY_MONTHS': {
      if (paidMonthsWithin(career, from, 12) < 6)
        return refused(
          'CONTRIBUTION_6_OF_12_NOT_MET',
          'Chưa đóng đủ 06 tháng trong 12 tháng trước khi sinh con',
        );
      const lumpSum = line(
        'Trợ cấp một lần khi sinh con',
        measure.children,
        'CHILD',
        referenceLevel(from),
        2,
        1,
        'Điều 58',
      );
      const monthly = line(
        'Trợ cấp thai sản khi sinh con',
        measure.months,
        'MONTH',
        averageOfSix(career, from),
        1,
        1,
        'Điều 53, 59',
      );
      return approved(leave.to - leave.from + 1, measure.children > 0 ? [monthly, lumpSum] : [monthly]);
    }
    case 'PATERNITY_DAYS': {
      const days = line(
        'Trợ cấp lao động nam có vợ sinh con',
        measure.days,
        'DAY',
        averageOfSix(career, from),
        1,
        24,
        'Điều 53 khoản 2, Điều 59',
      );
      const lumpSum = line(
        'Trợ cấp một lần khi vợ sinh con',
        measure.lumpSumFor,
        'CHILD',
        referenceLevel(from),
        2,
        1,
        'Điều 58',
      );
      return approved(measure.days, measure.lumpSumFor > 0 ? [days, lumpSum] : [days]);
    }
    case 'LOSS_DAYS': {
      const days = leave.to - leave.from + 1;
      return approved(days, [
        line(
          'Trợ cấp khi sẩy thai, phá thai, thai chết',
          days,
          'DAY',
          averageOfSix(career, from),
          1,
          30,
          'Điều 52, 59',
        ),
      ]);
    }
    case 'PRENATAL_DAYS': {
      const days = workingDaysIn(leave.from, leave.to);
      return approved(days, [
        line('Trợ cấp khám thai', days, 'DAY', averageOfSix(career, from), 1, 24, 'Điều 51, 59'),
      ]);
    }
    case 'RECOVERY_DAYS':
      return approved(measure.days, [
        line(
          'Trợ cấp dưỡng sức, phục hồi sức khỏe',
          measure.days,
          'DAY',
          referenceLevel(from),
          0.3,
          1,
          'Điều 46, 60',
        ),
      ]);
    case 'VOLUNTARY_CHILDREN':
      if (paidMonthsWithin(career, from, 12) < 6)
        return refused(
          'CONTRIBUTION_6_OF_12_NOT_MET',
          'Chưa đóng đủ 06 tháng trong 12 tháng trước khi sinh con',
        );
      return approved(0, [
        line('Trợ cấp thai sản tự nguyện', measure.children, 'CHILD', 2_000_000, 1, 1, 'Điều 95'),
      ]);
  }
}

/** The yearly quota of sick days by conditions of work and years of contribution (art. 43(1)). */
function sickDayQuota(career: Career, on: Day): number {
  const years = salariesBefore(career, on, 400).length / 12;
  const step = years < 15 ? 0 : years < 30 ? 1 : 2;
  const normal = [30, 40, 60] as const;
  const hard = [40, 50, 70] as const;
  return ((spellOn(career, on)?.conditions ?? 'NORMAL') === 'NORMAL' ? normal : hard)[step];
}

function sickDays(request: ClaimRequest, used: number, longTerm: boolean): Benefit {
  const { career, leave } = request;
  const asked = workingDaysIn(leave.from, leave.to);
  const inQuota = Math.max(0, Math.min(asked, sickDayQuota(career, leave.from) - used));
  const salary = salariesBefore(career, leave.from, 1)[0] ?? firstSalary(career, leave.from);
  const lines =
    inQuota === 0 ? [] : [line('Trợ cấp ốm đau', inQuota, 'DAY', salary, 0.75, 24, 'Điều 43, 45')];
  const beyond = asked - inQuota;
  if (!longTerm || beyond === 0) return daysPaid(asked, inQuota, lines);
  const years = salariesBefore(career, leave.from, 400).length / 12;
  const rate = years < 15 ? 0.5 : years < 30 ? 0.55 : 0.65;
  return daysPaid(asked, asked, [
    ...lines,
    line('Trợ cấp ốm đau bệnh dài ngày', beyond, 'DAY', salary, rate, 24, 'Điều 43 khoản 2, Điều 45'),
  ]);
}

function daysPaid(asked: number, paid: number, lines: readonly BenefitLine[]): Benefit {
  if (asked === 0) return refused('NO_WORKING_DAY', 'Thời gian nghỉ trùng ngày nghỉ hằng tuần, nghỉ lễ');
  if (paid === 0) return refused('ANNUAL_QUOTA_EXHAUSTED', 'Đã hưởng hết số ngày nghỉ tối đa trong năm');
  const whole = approved(paid, lines);
  if (paid === asked) return whole;
  return {
    ...whole,
    outcome: 'PARTIAL',
    reasonCode: 'ANNUAL_QUOTA_EXCEEDED_PARTIAL',
    reason: 'Vượt số ngày nghỉ tối đa trong năm',
  };
}

function approved(paidDays: number, lines: readonly BenefitLine[]): Benefit {
  return { outcome: 'APPROVED', amount: lines.reduce((sum, { amount }) => sum + amount, 0), paidDays, lines };
}

function refused(reasonCode: string, reason: string): Benefit {
  return { outcome: 'REFUSED', reasonCode, reason, amount: 0, paidDays: 0, lines: [] };
}

/** One line; rounded half up to a whole đồng at its end and nowhere before. */
function line(
  title: string,
  quantity: number,
  unit: BenefitLine['unit'] & string,
  base: number,
  rate: number,
  divisor: number,
  articles: string,
): BenefitLine {
  const amount = Math.round((base * rate * quantity) / divisor);
  return {
    title,
    quantity,
    unit,
    base: Math.round(base),
    rate,
    divisor,
    amount,
    article: `Luật 41/2024/QH15, ${articles}`,
  };
}

function averageOfSix(career: Career, before: Day): number {
  const salaries = salariesBefore(career, before, 6);
  if (salaries.length === 0) return firstSalary(career, before);
  return salaries.reduce((sum, salary) => sum + salary, 0) / salaries.length;
}

/** In the first month of participation its own salary counts (art. 45(1)). */
function firstSalary(career: Career, on: Day): number {
  return spellOn(career, on)?.salaryBase ?? career.spells[0]?.salaryBase ?? 0;
}

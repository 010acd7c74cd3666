import type { BenefitPayment, ClaimRecord, ClaimState } from '../../subgraphs/vss/collections.ts';
import type { Benefit } from './benefits.ts';
import { instantAt, isoDay, yearOf, type Day } from './calendar.ts';
import type { ClaimRequest } from './claim-request.ts';
import { spellOn } from './employment.ts';
import { bankAccountNumber, digits } from './numbers.ts';
import { recordIdOf } from './pseudonyms.ts';
import type { RandomStream } from './random.ts';
import { addWorkingDays } from './working-days.ts';

/** The code of the bank of all bank accounts in the world; it is invented. */
const BANK_CODE = 'NGANHANGMAU';

const PROCEDURES: Readonly<Record<ClaimRecord['scheme'], string>> = {
  SICKNESS: '1.001667',
  MATERNITY: '2.000693',
  VOLUNTARY_MATERNITY: '2.000693',
  CONVALESCENCE: '1.001598',
};
const NOTES: Readonly<Record<ClaimState, readonly [actor: string, note: string]>> = {
  DRAFT: ['Cổng dịch vụ công', 'Đang soạn hồ sơ'],
  SUBMITTED: ['Cổng dịch vụ công', 'Đã nộp hồ sơ'],
  RECEIVED: ['Bộ phận một cửa', 'Đã tiếp nhận hồ sơ'],
  VERIFYING: ['Bộ phận chế độ BHXH', 'Đang đối chiếu dữ liệu với cơ quan cung cấp'],
  WAITING_DATA: ['Bộ phận chế độ BHXH', 'Chờ dữ liệu từ cơ quan cung cấp'],
  DECIDED: ['Bộ phận chế độ BHXH', 'Đã có quyết định'],
  PAID: ['Bộ phận chi trả', 'Đã chi trả'],
  ADJUSTED: ['Bộ phận chế độ BHXH', 'Đã điều chỉnh sau khi chứng từ được cấp lại'],
  CLOSED: ['Bộ phận lưu trữ', 'Đã đóng hồ sơ'],
};

/** The office that decides on claims of people who work or live in a province. */
export function officeOf(provinceCode: string): string {
  return `BHXH-${provinceCode}`;
}

/** Lets a request take its way up to the day of the world; nothing is returned for one that nobody has begun. */
export function chooseProgress(
  random: RandomStream,
  request: ClaimRequest,
  benefit: Benefit,
  number: number,
  asOf: Day,
): ClaimRecord | undefined {
  const { claimant, career, evidence, leave } = request;
  const employer = spellOn(career, leave.from)?.employer;
  const byEmployer = employer !== undefined;
  const filed = addWorkingDays(request.earliest + random.int(2, 22), 1);
  const isDraft = filed > asOf;
  if (isDraft && (request.earliest > asOf || !random.chance(0.4))) return undefined;
  const complete = evidence.every(({ state }) => state === 'FOUND');
  const term = byEmployer ? 7 : 5;
  const decided = addWorkingDays(
    filed,
    random.chance(0.95) ? random.int(2, term) : random.int(term + 1, term + 5),
  );
  const paid = addWorkingDays(decided, random.int(1, 5));
  const isDecided = complete && !isDraft && decided <= asOf;
  const isPaid = isDecided && benefit.amount > 0 && paid <= asOf;
  const steps: (readonly [ClaimState, Day])[] = [
    ['DRAFT', Math.min(filed, asOf) - 1],
    ['SUBMITTED', filed],
    ['RECEIVED', filed],
    ['VERIFYING', addWorkingDays(filed, 1)],
    complete ? ['DECIDED', decided] : ['WAITING_DATA', addWorkingDays(filed, 2)],
  ];
  if (isPaid) steps.push(['PAID', paid]);
  if (isPaid && random.chance(0.006)) steps.push(['ADJUSTED', paid + 20]);
  if (isDecided && random.chance(0.9)) steps.push(['CLOSED', paid + 365]);
  const taken = steps.filter(([, day]) => day <= asOf).slice(isDraft ? 0 : 1, isDraft ? 1 : undefined);
  const timeline = taken.map(([state, day], order) => ({
    at: instantAt(day, 8 * 60 + 30 + order * 45),
    state,
    actor: state === 'SUBMITTED' && byEmployer ? 'Đơn vị sử dụng lao động' : NOTES[state][0],
    note: NOTES[state][1],
  }));
  const last = timeline.at(-1);
  if (last === undefined) return undefined;
  const year = yearOf(Math.min(filed, asOf));
  const name = `BHXH-${year}-${digits(number, 8)}`;
  const office = officeOf(employer?.provinceCode ?? claimant.address.provinceCode);
  return {
    id: recordIdOf('claim', name),
    version: 1,
    number: name,
    scheme: request.scheme,
    event: request.event,
    procedureCode: PROCEDURES[request.scheme],
    state: last.state,
    claimantId: claimant.citizenId,
    ...(request.child && { childId: request.child.citizenId, provenChildId: request.child.citizenId }),
    ...(employer && { employerId: employer.code }),
    leaveFrom: isoDay(leave.from),
    leaveTo: isoDay(leave.to),
    leaveDays: leave.to - leave.from + 1,
    channel: byEmployer ? 'EMPLOYER' : 'CITIZEN',
    ...(isDraft
      ? {}
      : { submittedAt: instantAt(filed, 8 * 60 + 30), dueOn: isoDay(addWorkingDays(filed, term)) }),
    office,
    evidence,
    timeline,
    ...(isDecided
      ? { decision: { number: `QĐ-${year}-${digits(number, 8)}`, decidedOn: isoDay(decided), ...benefit } }
      : {}),
    payments:
      isDecided && benefit.amount > 0
        ? [paymentOf(random, request, benefit, number, isPaid ? paid : undefined, byEmployer)]
        : [],
    updatedAt: last.at,
  };
}

function paymentOf(
  random: RandomStream,
  request: ClaimRequest,
  benefit: Benefit,
  number: number,
  paidOn: Day | undefined,
  byEmployer: boolean,
): BenefitPayment {
  const method = random.weighted<BenefitPayment['method']>([
    ['BANK_TRANSFER', 82],
    ['THROUGH_EMPLOYER', byEmployer ? 14 : 0],
    ['CASH', 4],
  ]);
  return {
    orderNumber: `LC-${digits(number, 8)}`,
    amount: benefit.amount,
    ...(paidOn === undefined ? {} : { paidOn: isoDay(paidOn) }),
    method,
    ...(method === 'BANK_TRANSFER'
      ? { bankAccount: bankAccountNumber(request.claimant.serial), bankCode: BANK_CODE }
      : {}),
  };
}

import { claimProblems } from '../../../../schema/claim-problems.ts';
import type { ProblemText } from '../../../../schema/problem-text.ts';
import type { BenefitScheme } from '../../collections.ts';

/** Benefits that an employer files for (Law 41/2024/QH15 Art. 48(2), 49, 62(1), 63). */
export const listedSchemes: readonly BenefitScheme[] = ['SICKNESS', 'MATERNITY', 'CONVALESCENCE'];

const ofRows = {
  ROW_MISSING: {
    en: 'is null: send what stands in it, or leave it out.',
    vi: 'là null: hãy gửi nội dung của dòng, hoặc bỏ dòng này.',
  },
  EMPLOYEE_MISSING: {
    en: 'needs an `employee`: name who claims.',
    vi: 'cần có `employee`: hãy nêu người hưởng.',
  },
  SCHEME_UNKNOWN: {
    en: `needs a \`scheme\` that is one of ${listedSchemes.join(', ')}.`,
    vi: `cần có \`scheme\` là một trong ${listedSchemes.join(', ')}.`,
  },
  DAYS_UNREADABLE: {
    en: 'needs a `leaveFrom` and a `leaveTo` that are calendar days like 2026-07-01.',
    vi: 'cần có `leaveFrom` và `leaveTo` là ngày dương lịch như 2026-07-01.',
  },
  WEEKLY_REST_UNREADABLE: {
    en: 'needs a `weeklyRest` of days of the week like SATURDAY,SUNDAY, or none.',
    vi: 'cần có `weeklyRest` là các ngày trong tuần như SATURDAY,SUNDAY, hoặc bỏ trống.',
  },
  NOT_AN_EMPLOYEE: {
    en: 'names an `employee` who is not one of this employer: check who it is.',
    vi: 'nêu `employee` không phải là người lao động của đơn vị này: hãy kiểm tra lại.',
  },
  NOT_TAKEN_IN: {
    en: 'could not be taken in now: send the list again.',
    vi: 'chưa tiếp nhận được lúc này: hãy gửi lại danh sách.',
  },
} as const satisfies Readonly<Record<string, ProblemText>>;

const rowProblems = { ...claimProblems, ...ofRows };

/** Why a row makes no claim: a closed list, so that a text repeats no value of the row. */
export type RowProblem = keyof typeof rowProblems;

/** What is told of a row that makes no claim, in both languages. */
export function rowFault(code: RowProblem) {
  const { en, vi } = rowProblems[code];
  return { faultCode: code, fault: `The row ${en}`, faultVi: `Dòng này ${vi}` };
}

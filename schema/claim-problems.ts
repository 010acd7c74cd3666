import type { ProblemText } from './problem-text.ts';

/** Most rows of one list 01B-HSB: whom an employer employs is proven for so many people at once. */
export const mostRows = 50;

/** Years that no leave lasts. */
export const longestLeave = 3;

/** Characters of an explanation: fewer explain nothing, more is a file. */
export const explanationLength = { least: 10, most: 1000 } as const;

/** Most of each number of a recorded fact that the law knows anything of. */
export const mostOfFact = {
  motherMonths: 12,
  prescribedDays: 60,
  sickDaysInYear: 366,
  children: 10,
} as const;

/** What can be wrong with a claim, or with what an officer records in one, as it is written. */
export const claimProblems = {
  KEY_LENGTH: {
    en: 'needs an `idempotencyKey` of 8 to 64 ASCII characters, without spaces.',
    vi: 'cần có `idempotencyKey` gồm 8 đến 64 ký tự ASCII, không có dấu cách.',
  },
  KEY_REUSED: {
    en: 'has an `idempotencyKey` that came before with another claim: choose a new one.',
    vi: 'có `idempotencyKey` đã dùng cho một hồ sơ khác: hãy chọn mã mới.',
  },
  NOT_YOURS_TO_FILE: {
    en: 'has a `claimant` for whom this caller may not file: claimants file for themselves, and an employer for whom it employs.',
    vi: 'có `claimant` mà bên gửi không được nộp hồ sơ thay: người hưởng tự nộp, hoặc đơn vị sử dụng lao động nộp cho người lao động của mình.',
  },
  TOO_MANY_ROWS: {
    en: `has more than ${mostRows} \`rows\`: send the rest as another list.`,
    vi: `có hơn ${mostRows} dòng (\`rows\`): hãy gửi phần còn lại thành danh sách khác.`,
  },
  LEAVE_REVERSED: {
    en: 'has a `leaveFrom` later than its `leaveTo`: give the first day of the leave first.',
    vi: 'có `leaveFrom` sau `leaveTo`: hãy nêu ngày đầu kỳ nghỉ trước ngày cuối.',
  },
  LEAVE_TOO_LONG: {
    en: `has a \`leaveTo\` more than ${longestLeave} years after its \`leaveFrom\`: check both days.`,
    vi: `có \`leaveTo\` sau \`leaveFrom\` hơn ${longestLeave} năm: hãy kiểm tra lại hai ngày.`,
  },
  EVENT_OF_ANOTHER_SCHEME: {
    en: 'has an `event` that is none of its `scheme`: leave it out, or name the scheme of the event.',
    vi: 'có `event` không thuộc chế độ `scheme`: hãy bỏ đi, hoặc nêu chế độ của sự kiện đó.',
  },
  CHILD_MISSING: {
    en: 'needs a `child`: the event is about one.',
    vi: 'cần nêu `child`: sự kiện này liên quan đến một người con.',
  },
  CHILD_NOT_AN_ID: {
    en: 'has a `child` that is no opaque id of a person: name the child as the hub does, not by number or name.',
    vi: 'có `child` không phải là bí danh của một người: hãy nêu con theo mã của hệ thống, không dùng số hay tên.',
  },
  BANK_MISSING: {
    en: 'needs `bankAccount` and `bankCode` in `payTo`, since it is paid by bank transfer.',
    vi: 'cần có `bankAccount` và `bankCode` trong `payTo`, vì nhận tiền qua chuyển khoản.',
  },
  EXPLANATION_LENGTH: {
    en: `needs a \`lateExplanation\` of ${explanationLength.least} to ${explanationLength.most} characters, or none.`,
    vi: `cần có \`lateExplanation\` gồm ${explanationLength.least} đến ${explanationLength.most} ký tự, hoặc bỏ trống.`,
  },
  NOT_ONE_FACT: {
    en: 'needs one member of `fact`, no more and no fewer: record each fact with the paper that says it.',
    vi: 'cần đúng một thành phần của `fact`: hãy ghi từng sự việc kèm giấy tờ làm căn cứ.',
  },
  PAPER_NUMBER: {
    en: 'needs a `paper.number` of 1 to 64 characters, in one line.',
    vi: 'cần có `paper.number` gồm 1 đến 64 ký tự, trên một dòng.',
  },
  CHILD_NUMBER: {
    en: 'needs a `kinshipByPaper.number` as printed, without spaces: 12 digits, or 6 to 20 letters and digits of a passport or card.',
    vi: 'cần có `kinshipByPaper.number` đúng như trên giấy, không có dấu cách: 12 chữ số, hoặc 6 đến 20 chữ và số của hộ chiếu, thẻ.',
  },
  PAPER_NOT_YET_ISSUED: {
    en: 'has a `paper.issuedOn` later than today: give the day that stands on the paper.',
    vi: 'có `paper.issuedOn` sau ngày hôm nay: hãy nêu ngày cấp ghi trên giấy tờ.',
  },
  MOTHER_MONTHS: {
    en: `needs \`motherMonths\` from 0 to ${mostOfFact.motherMonths}.`,
    vi: `cần có \`motherMonths\` từ 0 đến ${mostOfFact.motherMonths}.`,
  },
  PRESCRIBED_DAYS: {
    en: `needs \`prescribedDays\` from 1 to ${mostOfFact.prescribedDays}.`,
    vi: `cần có \`prescribedDays\` từ 1 đến ${mostOfFact.prescribedDays}.`,
  },
  SICK_DAYS_IN_YEAR: {
    en: `needs \`sickDaysInYear\` from 0 to ${mostOfFact.sickDaysInYear}.`,
    vi: `cần có \`sickDaysInYear\` từ 0 đến ${mostOfFact.sickDaysInYear}.`,
  },
  CHILDREN_OF_BIRTH: {
    en: `needs \`children\` from 1 to ${mostOfFact.children}.`,
    vi: `cần có \`children\` từ 1 đến ${mostOfFact.children}.`,
  },
} as const satisfies Readonly<Record<string, ProblemText>>;

/** A word of the list. */
export type ClaimProblem = keyof typeof claimProblems;

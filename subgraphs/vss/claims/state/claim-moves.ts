import type { Relation } from '../../../../schema/policy/relation.ts';
import type { ClaimState } from '../../collections.ts';

/** What can be done with a claim. */
export type Move =
  | 'SUBMIT'
  | 'RECEIVE'
  | 'VERIFY'
  | 'WAIT'
  | 'DECIDE'
  | 'PAY'
  | 'CLOSE'
  | 'ADJUST'
  | 'WITHDRAW'
  | 'APPEAL'
  | 'REPORT_DEFECT'
  | 'RECORD_FACT'
  | 'TAKE_BACK_FACT'
  | 'REOPEN'
  | 'ASSIGN';

/** In which role, under which relation to the claim and for which purpose a move may be made. */
export interface Right {
  readonly role: string;
  readonly relations: readonly Relation[];
  readonly purposes: readonly string[];
}

/** A move: who may make it, from which states, and where it leads. */
export interface MoveRule {
  readonly from: readonly ClaimState[];
  /** The states that it leads through, in order; none for a move that leaves the claim where it is. */
  readonly to: readonly ClaimState[];
  readonly by: readonly Right[];
  /** Whether the machine of social insurance may make it by itself. */
  readonly bySystem: boolean;
  /** What the timeline says of it, in Vietnamese; it tells nothing of an illness. */
  readonly note: string;
}

const own: readonly Right[] = [
  { role: 'CITIZEN', relations: ['SELF'], purposes: ['SI.CLAIM.SUBMIT'] },
  { role: 'PORTAL_BACKEND', relations: ['SELF'], purposes: ['PS.INTAKE'] },
];
const employer: Right = { role: 'EMPLOYER_HR', relations: ['OWN_RECORD'], purposes: ['SI.CLAIM.SUBMIT'] };
const officer: Right = { role: 'VSS_CLAIM_OFFICER', relations: ['CASE'], purposes: ['SI.CLAIM.DECIDE'] };
const payer: Right = { role: 'VSS_PAYMENT_OFFICER', relations: ['CASE'], purposes: ['SI.CLAIM.PAY'] };

const undecided: readonly ClaimState[] = ['DRAFT', 'SUBMITTED', 'RECEIVED', 'VERIFYING', 'WAITING_DATA'];
const decidedBefore: readonly ClaimState[] = ['DECIDED', 'PAID', 'CLOSED'];
const decided: readonly ClaimState[] = [...decidedBefore, 'ADJUSTED'];

/** The way of a claim (Law 41/2024/QH15 Art. 48, 49, 62, 63, 97): what is not written here cannot happen. */
export const moves: Readonly<Record<Move, MoveRule>> = {
  SUBMIT: move(['DRAFT'], ['SUBMITTED'], [...own, employer], 'Đã nộp hồ sơ'),
  RECEIVE: move(['SUBMITTED'], ['RECEIVED'], [], 'Đã tiếp nhận hồ sơ'),
  VERIFY: move(
    ['RECEIVED', 'WAITING_DATA'],
    ['VERIFYING'],
    [],
    'Đang đối chiếu dữ liệu với cơ quan cung cấp',
  ),
  WAIT: move(['VERIFYING'], ['WAITING_DATA'], [], 'Chờ dữ liệu từ cơ quan cung cấp'),
  DECIDE: { ...move(['VERIFYING', 'ADJUSTED'], ['DECIDED'], [officer], 'Đã có quyết định'), bySystem: true },
  // The confirmation of the payment ends the file.
  PAY: move(['DECIDED'], ['PAID', 'CLOSED'], [payer], 'Đã chi trả'),
  CLOSE: move(['DECIDED', 'PAID'], ['CLOSED'], [officer], 'Đã đóng hồ sơ'),
  // The machine learns of corrected evidence; a closed file is opened again by that, or by an officer's own mistake.
  ADJUST: move(decidedBefore, ['ADJUSTED'], [], 'Chứng từ đã được cấp lại, đang xem xét điều chỉnh'),
  WITHDRAW: move(undecided, ['CLOSED'], [...own, employer], 'Người nộp đã rút hồ sơ'),
  APPEAL: move(decided, [], own, 'Đã ghi nhận khiếu nại'),
  REPORT_DEFECT: move(
    ['RECEIVED', 'VERIFYING', 'WAITING_DATA'],
    [],
    [officer],
    'Đã ghi nhận dữ liệu chia sẻ không bảo đảm chất lượng',
  ),
  // What no agency shares yet: an officer answers for it, with the paper that it stands in.
  RECORD_FACT: move(
    ['RECEIVED', 'VERIFYING', 'WAITING_DATA', 'ADJUSTED'],
    [],
    [officer],
    'Cán bộ đã ghi nhận thông tin từ giấy tờ trong hồ sơ',
  ),
  TAKE_BACK_FACT: move(
    ['RECEIVED', 'VERIFYING', 'WAITING_DATA', 'ADJUSTED'],
    [],
    [officer],
    'Cán bộ đã rút lại thông tin ghi nhận nhầm',
  ),
  // What was decided on a fact that is taken back is looked at anew, whether it was paid or not.
  REOPEN: move(
    decidedBefore,
    ['ADJUSTED'],
    [officer],
    'Cán bộ đã rút lại thông tin ghi nhận nhầm, đang xem xét điều chỉnh',
  ),
  // Nobody decides on a colleague.
  ASSIGN: move(
    ['RECEIVED', 'VERIFYING', 'WAITING_DATA', 'ADJUSTED'],
    [],
    [],
    'Đã chuyển hồ sơ đến cơ quan khác giải quyết',
  ),
};

/** A move that is nobody's is the machine's. */
function move(
  from: readonly ClaimState[],
  to: readonly ClaimState[],
  by: readonly Right[],
  note: string,
): MoveRule {
  return { from, to, by, bySystem: by.length === 0, note };
}

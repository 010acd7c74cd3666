import type { ProblemText } from '../../../../schema/problem-text.ts';
import type { NotDecided } from '../decide/decide-claim.ts';
import type { NotRecorded } from '../record/record-fact.ts';
import type { NotTakenBack } from '../record/take-back-fact.ts';

/** Why a claim stays as it is, as the graph names it. */
export type UnchangedReason =
  NotDecided | NotRecorded | NotTakenBack | 'NO_SUCH_ORDER' | 'NO_SUCH_PAPER' | 'SOURCE_AWAY';

/** What each reason means and what to do, for people. */
export const unchangedReasons: Readonly<Record<UnchangedReason, ProblemText>> = {
  NOT_FROM_THIS_STATE: {
    en: 'The state of the claim does not allow it; look at its state first.',
    vi: 'Trạng thái hồ sơ không cho phép việc này; hãy xem trạng thái hồ sơ trước.',
  },
  NOT_YOURS_TO_MOVE: {
    en: 'It is not for you to do: the claimant must do it, or an officer of the office in charge of the claim, signed in as the citizen who they are.',
    vi: 'Bạn không có quyền thực hiện: phải do người hưởng, hoặc cán bộ của cơ quan đang giải quyết hồ sơ đăng nhập bằng tài khoản gắn với chính mình là công dân, thực hiện.',
  },
  ALREADY_DECIDED: {
    en: 'Somebody has decided the claim; read the decision.',
    vi: 'Hồ sơ đã có quyết định; hãy xem quyết định đó.',
  },
  NOT_ASSESSED: {
    en: 'The claim is not assessed, or its evidence is being gathered anew; wait for the assessment.',
    vi: 'Hồ sơ chưa thẩm định xong, hoặc đang thu thập lại chứng từ; hãy chờ kết quả thẩm định.',
  },
  SOURCE_AWAY: {
    en: 'Whose child it is, is asked once more before a decision, and who knows it does not answer now; decide again in some minutes.',
    vi: 'Trước khi quyết định phải xác minh lại quan hệ với người con, nhưng cơ quan quản lý dữ liệu chưa trả lời; hãy quyết định lại sau ít phút.',
  },
  CHANGED_SINCE: {
    en: 'The claim has changed since you read it; read it again and decide again.',
    vi: 'Hồ sơ đã thay đổi sau khi bạn xem; hãy xem lại rồi quyết định lại.',
  },
  NO_SUCH_REASON: {
    en: 'A claim cannot be refused for this reason; choose one of the list.',
    vi: 'Không từ chối được vì lý do này; hãy chọn một lý do trong danh mục.',
  },
  NO_SUCH_ORDER: {
    en: 'No such payment is ordered for the claim; check the number of the order.',
    vi: 'Hồ sơ không có lệnh chi này; hãy kiểm tra số lệnh chi.',
  },
  NO_SUCH_PAPER: {
    en: 'The claim does not rest on this paper; name one of its evidence.',
    vi: 'Hồ sơ không dựa trên giấy này; hãy nêu một giấy trong chứng từ của hồ sơ.',
  },
  NOT_OF_THIS_SCHEME: {
    en: 'No rule asks this fact of such a claim; `factsNeeded` says what is to be recorded.',
    vi: 'Không quy định nào cần sự việc này với loại hồ sơ này; `factsNeeded` cho biết cần ghi gì.',
  },
  NO_SUCH_FACT: {
    en: 'No such fact is recorded, or it was taken back already.',
    vi: 'Chưa ghi sự việc này, hoặc đã rút lại rồi.',
  },
  TOO_MANY_NUMBERS: {
    en: 'Three different numbers were stated for this child; have its birth entered in the register of civil status.',
    vi: 'Đã nêu ba số khác nhau cho trẻ này; hãy đề nghị đăng ký hoặc ghi vào sổ hộ tịch việc khai sinh.',
  },
};

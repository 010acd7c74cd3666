/** What a reason does to the benefit: takes it away, makes it smaller, or asks for something and takes nothing. */
type Effect = 'REFUSES' | 'LIMITS' | 'ASKS';

export interface Reason {
  readonly effect: Effect;
  readonly article: string;
  readonly vi: string;
  readonly en: string;
}

const law = 'Law 41/2024/QH15 Art';

/**
 * Every reason for which a claim is refused or gets less than it asked for. A refusal is in writing and says why
 * (Art. 48(3), 62(3), 97(2)); the sentences tell nothing about a person.
 */
export const reasons = {
  ANNUAL_QUOTA_EXHAUSTED: refuses(
    `${law} 43(1), 44(1), 46(1)`,
    'Đã hưởng hết số ngày tối đa trong năm.',
    'The days of the year are used up.',
  ),
  ANNUAL_QUOTA_EXCEEDED_PARTIAL: limits(
    `${law} 43(1), 44(1)`,
    'Một phần số ngày nghỉ vượt quá số ngày tối đa trong năm nên không được tính hưởng.',
    'Some days exceed those of the year and are not paid.',
  ),
  ANNUAL_CEILING_PARTIAL: limits(
    `${law} 46(1)`,
    'Số ngày nghỉ dưỡng sức vượt quá mức tối đa trong năm nên chỉ tính đến mức tối đa.',
    'The days of convalescence exceed those of the year and are paid up to them.',
  ),
  PER_VISIT_CAP: limits(
    `${law} 51(1)`,
    'Mỗi lần khám thai được nghỉ tối đa 02 ngày.',
    'A prenatal visit gives two days at most.',
  ),
  PER_EVENT_CAP: limits(
    `${law} 46(2), 52(1), 53(2), 57, 60(2)`,
    'Số ngày nghỉ vượt quá mức tối đa của trường hợp này nên chỉ tính đến mức tối đa.',
    'The days exceed the most that this event gives and are paid up to it.',
  ),
  OVERLAP_PARTIAL: limits(
    `${law} 42(2)(d)`,
    'Những ngày trùng với thời gian nghỉ khác theo quy định không được tính hưởng.',
    'Days of another leave are not paid a second time.',
  ),
  EXCLUDED_OVERLAP: refuses(
    `${law} 42(2)(d)`,
    'Toàn bộ thời gian nghỉ trùng với thời gian nghỉ khác theo quy định.',
    'Every day of the leave is a day of another leave.',
  ),
  EXCLUDED_SELF_INFLICTED: refuses(
    `${law} 42(2)(a)`,
    'Tự gây thương tích hoặc tự gây tổn hại cho sức khỏe của mình.',
    'The harm was self-inflicted.',
  ),
  EXCLUDED_DRUG_USE: refuses(
    `${law} 42(2)(b)`,
    'Sử dụng chất ma túy, tiền chất ma túy ngoài chỉ định của người hành nghề.',
    'Narcotic substances were used that nobody prescribed.',
  ),
  EXCLUDED_OCCUPATIONAL_FIRST_LEAVE: refuses(
    `${law} 42(2)(c)`,
    'Nghỉ việc điều trị lần đầu do tai nạn lao động, bệnh nghề nghiệp thuộc chế độ khác.',
    'The first leave for an occupational accident or disease belongs to another scheme.',
  ),
  NO_WORKING_DAY: refuses(
    `${law} 43(1)`,
    'Thời gian nghỉ không có ngày làm việc nào.',
    'No day of the leave is a working day.',
  ),
  CHILD_NOT_UNDER_7: refuses(
    `${law} 42(1)(e), 44(1)`,
    'Con đã đủ 07 tuổi khi bắt đầu nghỉ.',
    'The child is seven or older when the leave begins.',
  ),
  CHILD_NOT_UNDER_6_MONTHS: refuses(
    `${law} 56`,
    'Con nuôi đã đủ 06 tháng tuổi khi nhận nuôi.',
    'The child is six months or older when it is adopted.',
  ),
  CONTRIBUTION_6_OF_12_NOT_MET: refuses(
    `${law} 50(2), 58(1), 94(1)`,
    'Chưa đóng đủ 06 tháng trong 12 tháng liền kề.',
    'Fewer than six of the twelve months are contributed.',
  ),
  CONTRIBUTION_3_OF_12_NOT_MET: refuses(
    `${law} 50(3)`,
    'Nghỉ dưỡng thai nhưng chưa đóng đủ 03 tháng trong 12 tháng liền kề.',
    'Pregnancy rest was prescribed, but fewer than three of the twelve months are contributed.',
  ),
  CONTRIBUTION_12_IN_ALL_NOT_MET: refuses(
    `${law} 50(3)`,
    'Nghỉ dưỡng thai nhưng chưa đóng đủ tổng cộng 12 tháng.',
    'Pregnancy rest was prescribed, but fewer than twelve months are contributed in all.',
  ),
  CONTRIBUTION_6_OF_24_NOT_MET: refuses(
    `${law} 50(5)`,
    'Điều trị vô sinh nhưng chưa đóng đủ 06 tháng trong 24 tháng liền kề.',
    'Infertility was treated, but fewer than six of the twenty-four months are contributed.',
  ),
  VISIT_LIMIT_REACHED: refuses(
    `${law} 51(1)`,
    'Đã hết 05 lần nghỉ việc đi khám thai.',
    'The five prenatal visits are used up.',
  ),
  OUTSIDE_60_DAYS: refuses(
    `${law} 53(3)`,
    'Lần nghỉ cuối bắt đầu ngoài 60 ngày kể từ ngày vợ sinh con.',
    'The leave does not begin within 60 days of the birth.',
  ),
  OUTSIDE_30_DAYS: refuses(
    `${law} 46(1), 60(1)`,
    'Nghỉ dưỡng sức ngoài 30 ngày đầu trở lại làm việc.',
    'The convalescence does not begin within 30 days.',
  ),
  LESS_THAN_30_SICK_DAYS: refuses(
    `${law} 46(1)`,
    'Chưa nghỉ ốm đau đủ 30 ngày trong năm.',
    'Fewer than 30 days of the year were sick days.',
  ),
  RETURNED_EARLY: refuses(
    `${law} 60(4)`,
    'Đã đi làm trước khi hết thời hạn nghỉ sinh con.',
    'Work was taken up again before the leave ended.',
  ),
  RETURNED_BEFORE_4_MONTHS: limits(
    `${law} 53(1); Labour Code Art 139(4)`,
    'Đi làm lại khi chưa nghỉ đủ 04 tháng nên chỉ tính thời gian đã nghỉ.',
    'Work was taken up again before four months, so that the months taken are paid.',
  ),
  OTHER_PARENT_PAID: refuses(
    `${law} 56(3), 94(3)`,
    'Trợ cấp đã được chi trả cho cha hoặc mẹ còn lại.',
    'The benefit was paid to the other parent.',
  ),
  COMPULSORY_PREVAILS: refuses(
    `${law} 94(4)`,
    'Người đủ điều kiện theo bảo hiểm xã hội bắt buộc thì hưởng theo chế độ đó.',
    'Who has the right under compulsory insurance is paid by that.',
  ),
  NO_CHILD_OR_FETUS: refuses(
    `${law} 95(1)`,
    'Không có con sinh ra hoặc thai từ đủ 22 tuần tuổi được ghi nhận.',
    'No child and no fetus from 22 weeks on is recorded.',
  ),
  NOTHING_LEFT: refuses(
    `${law} 53(5)-(7), 54, 55`,
    'Không còn thời gian nghỉ để hưởng.',
    'No time of the leave is left.',
  ),
  LATE_NEEDS_WRITTEN_EXPLANATION: asks(
    `${law} 92(1)`,
    'Nộp hồ sơ quá thời hạn thì phải giải trình bằng văn bản.',
    'The file comes late: it is accepted with a written explanation.',
  ),
} as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof reasons;

function refuses(article: string, vi: string, en: string): Reason {
  return { effect: 'REFUSES', article, vi, en };
}

function limits(article: string, vi: string, en: string): Reason {
  return { effect: 'LIMITS', article, vi, en };
}

function asks(article: string, vi: string, en: string): Reason {
  return { effect: 'ASKS', article, vi, en };
}

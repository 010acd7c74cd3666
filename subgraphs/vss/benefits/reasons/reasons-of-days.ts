import { law, limits, refuses, type Reason } from './reason.ts';

/** Reasons about days: quotas, caps, overlaps and exclusions of sickness and short leaves. */
export const reasonsOfDays = {
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
} as const satisfies Record<string, Reason>;

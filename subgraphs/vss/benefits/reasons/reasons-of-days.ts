import { limits, refuses, type Reason } from './reason.ts';

/** Reasons about days: quotas, caps, overlaps and exclusions of sickness and short leaves. */
export const reasonsOfDays = {
  ANNUAL_QUOTA_EXHAUSTED: refuses(
    { SICKNESS: '43(1)', SICK_CHILD: '44(1)', RECOVERY_AFTER_SICKNESS: '46(1)' },
    'Đã hưởng hết số ngày tối đa trong năm nên những ngày nghỉ này không được chi trả. Nếu số ngày đã hưởng được ghi chưa đúng, người lao động có thể đề nghị cơ quan bảo hiểm xã hội kiểm tra lại.',
    'The days that the law gives for a year are used up, so that these days are not paid. If the days counted so far are not right, ask social insurance to check them.',
  ),
  ANNUAL_QUOTA_EXCEEDED_PARTIAL: limits(
    { SICKNESS: '43(1)', SICK_CHILD: '44(1)' },
    'Số ngày nghỉ vượt quá số ngày tối đa trong năm: được chi trả đến mức tối đa, những ngày vượt quá không được tính hưởng. Nếu số ngày đã hưởng được ghi chưa đúng, có thể đề nghị kiểm tra lại.',
    'The leave is longer than the days left of the year: it is paid up to them, and not beyond. If the days counted so far are not right, ask social insurance to check them.',
  ),
  ANNUAL_CEILING_PARTIAL: limits(
    '46(1)',
    'Số ngày nghỉ dưỡng sức vượt quá 10 ngày trong năm: được chi trả đến đủ 10 ngày, những ngày vượt quá không được tính hưởng.',
    'The days of convalescence exceed the ten of a year: they are paid up to ten, and not beyond.',
  ),
  PER_VISIT_CAP: limits(
    '51(1)',
    'Mỗi lần khám thai được nghỉ tối đa 02 ngày: được chi trả 02 ngày, những ngày vượt quá không được tính hưởng.',
    'A prenatal visit gives two days at most: two are paid. Days of another visit can be claimed with its own paper.',
  ),
  PER_EVENT_CAP: limits(
    {
      RECOVERY_AFTER_SICKNESS: '46(2)',
      PREGNANCY_LOSS: '52(1)',
      PATERNITY: '53(2)',
      CONTRACEPTION: '57',
      RECOVERY_AFTER_MATERNITY: '60(2)',
    },
    'Số ngày nghỉ vượt quá mức tối đa của trường hợp này: được chi trả đến mức tối đa, những ngày vượt quá không được tính hưởng.',
    'The days exceed the most that the law gives for this event: they are paid up to it, and not beyond.',
  ),
  OVERLAP_PARTIAL: limits(
    '42(2)(d)',
    'Những ngày trùng với thời gian nghỉ khác đã được hưởng lương hoặc trợ cấp không được chi trả thêm; những ngày còn lại được chi trả.',
    'Days on which another leave was paid are not paid a second time; the other days are paid.',
  ),
  EXCLUDED_OVERLAP: refuses(
    '42(2)(d)',
    'Toàn bộ thời gian nghỉ trùng với thời gian nghỉ khác đã được hưởng lương hoặc trợ cấp. Nếu ngày nghỉ khác được ghi chưa đúng, đề nghị đơn vị sử dụng lao động đính chính rồi nộp lại.',
    'Every day of the leave is a day of another leave that is paid. If that other leave was recorded wrongly, have the employer correct it and claim again.',
  ),
  EXCLUDED_SELF_INFLICTED: refuses(
    '42(2)(a)',
    'Luật không chi trả trợ cấp ốm đau cho trường hợp tự gây thương tích hoặc tự gây tổn hại cho sức khỏe của mình. Nếu không đồng ý, người lao động có thể khiếu nại.',
    'The law pays no sickness benefit for harm that was self-inflicted. Whoever does not agree can contest the decision.',
  ),
  EXCLUDED_DRUG_USE: refuses(
    '42(2)(b)',
    'Luật không chi trả trợ cấp ốm đau khi sử dụng chất ma túy, tiền chất ma túy ngoài chỉ định của người hành nghề. Nếu có chỉ định, đề nghị bổ sung rồi nộp lại.',
    'The law pays no sickness benefit where narcotic substances were used that nobody prescribed. If they were prescribed, have the prescription added and claim again.',
  ),
  EXCLUDED_OCCUPATIONAL_FIRST_LEAVE: refuses(
    '42(2)(c)',
    'Nghỉ việc điều trị lần đầu do tai nạn lao động, bệnh nghề nghiệp không thuộc chế độ ốm đau mà thuộc chế độ tai nạn lao động, bệnh nghề nghiệp. Đề nghị nộp hồ sơ theo chế độ đó.',
    'The first leave for an occupational accident or disease is no sickness leave: claim it under the scheme for occupational accidents and diseases.',
  ),
  NO_WORKING_DAY: refuses(
    { SICKNESS: '43(1)', SICK_CHILD: '44(1)', PRENATAL_VISIT: '51(1)', PATERNITY: '53(2)' },
    'Thời gian nghỉ chỉ có ngày nghỉ hằng tuần, ngày nghỉ lễ, tết nên không có ngày làm việc nào để chi trả. Nếu lịch nghỉ hằng tuần của đơn vị khác với lịch đã ghi, đề nghị nêu đúng lịch rồi nộp lại.',
    'The leave has days of weekly rest and holidays alone, and no working day to be paid. If the weekly rest is on other days, say which and claim again.',
  ),
  CHILD_NOT_UNDER_7: refuses(
    '42(1)(e), 44(1)',
    'Chế độ chăm sóc con ốm dành cho con dưới 07 tuổi; con đã đủ 07 tuổi khi bắt đầu nghỉ. Nếu ngày sinh của con được ghi chưa đúng, đề nghị cơ quan hộ tịch đính chính rồi nộp lại.',
    'Leave to care for a sick child is given for a child under seven; the child is seven or older when the leave begins. If its day of birth is recorded wrongly, have the registry correct it and claim again.',
  ),
} as const satisfies Record<string, Reason>;

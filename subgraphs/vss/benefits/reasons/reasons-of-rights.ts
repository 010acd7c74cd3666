import { asks, limits, refuses, type Reason } from './reason.ts';

/** Reasons about the right itself: contributions, windows, who was paid already, and what comes late. */
export const reasonsOfRights = {
  NOT_INSURED: refuses(
    {
      SICKNESS: '2, 42(1)',
      MATERNITY: '2, 50(1)',
      VOLUNTARY_MATERNITY: '94(1)',
      CONVALESCENCE: '2, 46(1), 60(1)',
    },
    'Chưa ghi nhận người đề nghị tham gia bảo hiểm xã hội vào thời gian này. Nếu có tham gia, đề nghị đơn vị sử dụng lao động hoặc cơ quan bảo hiểm xã hội bổ sung rồi nộp lại.',
    'No participation in social insurance is recorded for who claims at that time. If there was one, have the employer or social insurance add it and claim again.',
  ),
  OLDER_LAW: refuses(
    '141',
    'Sự kiện xảy ra trước ngày 01/7/2025 nên được giải quyết theo pháp luật của thời điểm đó, không theo hồ sơ liên thông này. Đề nghị nộp hồ sơ tại cơ quan bảo hiểm xã hội nơi quản lý.',
    'The event was before 1 July 2025 and is decided by the law of its day, not by a claim of this kind. Bring the file to the social insurance office.',
  ),
  CHILD_NOT_UNDER_6_MONTHS: refuses(
    '56',
    'Chế độ khi nhận nuôi con nuôi dành cho con dưới 06 tháng tuổi; con đã đủ 06 tháng tuổi khi được nhận nuôi. Nếu ngày sinh hoặc ngày nhận nuôi được ghi chưa đúng, đề nghị đính chính rồi nộp lại.',
    'Leave for an adoption is given for a child under six months; the child is older when it is adopted. If its day of birth or of the adoption is recorded wrongly, have it corrected and claim again.',
  ),
  CONTRIBUTION_6_OF_12_NOT_MET: refuses(
    { MATERNITY: '50(2)', PATERNITY: '58(1)', VOLUNTARY_MATERNITY: '94(1)' },
    'Chưa đóng bảo hiểm xã hội đủ 06 tháng trong 12 tháng liền kề mà luật xét. Nếu có tháng đã đóng nhưng chưa được ghi nhận, đề nghị đơn vị sử dụng lao động hoặc cơ quan bảo hiểm xã hội bổ sung rồi nộp lại.',
    'Fewer than six of the twelve months that the law looks at are contributed. If a month was contributed and is not recorded, have the employer or social insurance add it and claim again.',
  ),
  CONTRIBUTION_3_OF_12_NOT_MET: refuses(
    '50(3)',
    'Phải nghỉ dưỡng thai nhưng chưa đóng bảo hiểm xã hội đủ 03 tháng trong 12 tháng liền kề mà luật xét. Nếu có tháng đã đóng nhưng chưa được ghi nhận, đề nghị bổ sung rồi nộp lại.',
    'Pregnancy rest was prescribed, but fewer than three of the twelve months that the law looks at are contributed. If a month was contributed and is not recorded, have it added and claim again.',
  ),
  CONTRIBUTION_12_IN_ALL_NOT_MET: refuses(
    '50(3)',
    'Phải nghỉ dưỡng thai nhưng tổng thời gian đóng bảo hiểm xã hội chưa đủ 12 tháng. Nếu có tháng đã đóng nhưng chưa được ghi nhận, đề nghị bổ sung rồi nộp lại.',
    'Pregnancy rest was prescribed, but fewer than twelve months are contributed in all. If a month was contributed and is not recorded, have it added and claim again.',
  ),
  CONTRIBUTION_6_OF_24_NOT_MET: refuses(
    '50(5)',
    'Nghỉ việc để điều trị vô sinh nhưng chưa đóng bảo hiểm xã hội đủ 06 tháng trong 24 tháng liền kề mà luật xét. Nếu có tháng đã đóng nhưng chưa được ghi nhận, đề nghị bổ sung rồi nộp lại.',
    'Infertility was treated, but fewer than six of the twenty-four months that the law looks at are contributed. If a month was contributed and is not recorded, have it added and claim again.',
  ),
  VISIT_LIMIT_REACHED: refuses(
    '51(1)',
    'Đã hưởng đủ 05 lần nghỉ việc đi khám thai của thai kỳ này. Nếu phải nghỉ việc vì bệnh, có thể đề nghị chế độ ốm đau.',
    'The five prenatal visits of this pregnancy are used up. Who cannot work because of an illness can claim sickness benefit.',
  ),
  OUTSIDE_60_DAYS: refuses(
    '53(3)',
    'Luật chi trả lần nghỉ bắt đầu trong 60 ngày đầu kể từ ngày vợ sinh con; lần nghỉ bắt đầu ngoài thời hạn đó không được tính hưởng. Nếu ngày sinh được ghi chưa đúng, đề nghị đính chính rồi nộp lại.',
    'A father’s leave is paid where it begins within 60 days of the birth; what begins later is not paid. If the day of the birth is recorded wrongly, have it corrected and claim again.',
  ),
  OUTSIDE_30_DAYS: refuses(
    { RECOVERY_AFTER_SICKNESS: '46(1)', RECOVERY_AFTER_MATERNITY: '60(1)' },
    'Luật chi trả nghỉ dưỡng sức trong 30 ngày đầu trở lại làm việc; thời gian nghỉ này bắt đầu sau thời hạn đó. Nếu ngày trở lại làm việc được ghi chưa đúng, đề nghị đơn vị sử dụng lao động đính chính rồi nộp lại.',
    'Convalescence is paid within the first 30 days after the return to work; this one begins later. If the day of the return is recorded wrongly, have the employer correct it and claim again.',
  ),
  LESS_THAN_30_SICK_DAYS: refuses(
    '46(1)',
    'Luật chi trả nghỉ dưỡng sức sau ốm đau khi đã nghỉ ốm đủ 30 ngày trong năm; số ngày được ghi nhận chưa đủ. Nếu còn ngày nghỉ ốm chưa được ghi nhận, đề nghị nộp hồ sơ của những ngày đó trước.',
    'Convalescence after sickness is paid once 30 days of the year were sick days; fewer are recorded. If sick days are not recorded yet, claim these first.',
  ),
  RETURNED_EARLY: refuses(
    '60(4)',
    'Người đã đi làm trước khi hết thời hạn nghỉ sinh con thì không hưởng chế độ dưỡng sức sau thai sản. Nếu ngày đi làm lại được ghi chưa đúng, đề nghị đơn vị sử dụng lao động đính chính rồi nộp lại.',
    'Who took up work again before the leave of the birth ended has no convalescence after it. If the day of the return is recorded wrongly, have the employer correct it and claim again.',
  ),
  RETURNED_BEFORE_4_MONTHS: limits(
    '53(1); Labour Code Art 139(4)',
    'Đi làm lại khi chưa nghỉ đủ 04 tháng: được chi trả thời gian đã nghỉ. Nếu ngày đi làm lại được ghi chưa đúng, đề nghị đơn vị sử dụng lao động đính chính.',
    'Work was taken up again before four months: the months of leave that were taken are paid. If the day of the return is recorded wrongly, have the employer correct it.',
  ),
  OTHER_PARENT_PAID: refuses(
    { ADOPTION: '56(3)', VOLUNTARY_MATERNITY: '94(3)' },
    'Chế độ này chi trả cho một người, cha hoặc mẹ, và đã được chi trả cho người kia. Nếu khoản chi trả đó không đúng, có thể đề nghị cơ quan bảo hiểm xã hội kiểm tra lại.',
    'This benefit is paid to one parent, and was paid to the other one. If that payment was not right, ask social insurance to check it.',
  ),
  PAID_BEFORE: refuses(
    {
      BIRTH: '53(1)',
      PATERNITY: '53(2)',
      REMAINING_LEAVE: '53(5)-(7)',
      SURROGATE_MOTHER: '54',
      COMMISSIONING_MOTHER: '55',
      ADOPTION: '56',
      VOLUNTARY_MATERNITY: '95(1)',
    },
    'Chế độ này chi trả một lần cho mỗi lần sinh con hoặc nhận nuôi con nuôi, và đã được chi trả theo một hồ sơ khác của người hưởng. Nếu khoản chi trả đó không đúng, có thể đề nghị cơ quan bảo hiểm xã hội kiểm tra lại.',
    'This benefit is paid once for a birth or an adoption, and was paid by another claim of the claimant. If that payment was not right, ask social insurance to check it.',
  ),
  COMPULSORY_PREVAILS: refuses(
    '94(4)',
    'Người đủ điều kiện theo bảo hiểm xã hội bắt buộc thì hưởng theo chế độ đó, không hưởng theo bảo hiểm xã hội tự nguyện. Đề nghị nộp hồ sơ theo chế độ thai sản bắt buộc.',
    'Who has the right under compulsory insurance is paid by that, and not under voluntary insurance. Claim the maternity benefit of compulsory insurance.',
  ),
  NO_CHILD_OR_FETUS: refuses(
    '95(1)',
    'Không có con sinh ra hoặc thai từ đủ 22 tuần tuổi được ghi nhận nên chưa có gì để chi trả. Nếu đã sinh con, đề nghị cơ sở khám bệnh, chữa bệnh hoặc cơ quan hộ tịch ghi nhận rồi nộp lại.',
    'No child and no fetus from 22 weeks on is recorded, so that there is nothing to pay yet. If a child was born, have the facility or the registry record it and claim again.',
  ),
  NOTHING_LEFT: refuses(
    {
      REMAINING_LEAVE: '53(5)-(7)',
      SURROGATE_MOTHER: '54',
      COMMISSIONING_MOTHER: '55',
      ADOPTION: '56',
      RECOVERY_AFTER_MATERNITY: '60(2)',
    },
    'Thời hạn nghỉ theo luật đã hết nên không còn thời gian để chi trả. Nếu ngày trong hồ sơ được ghi chưa đúng, đề nghị đính chính rồi nộp lại.',
    'The leave that the law gives is over, and no time of it is left to be paid. If a day in the file is wrong, have it corrected and claim again.',
  ),
  PROOF_WITHDRAWN: refuses(
    { SICKNESS: '47', MATERNITY: '61', VOLUNTARY_MATERNITY: '96' },
    'Chứng từ hoặc quan hệ là căn cứ của quyết định trước không còn hiệu lực, và chưa có căn cứ thay thế. Nếu được cấp lại hoặc đăng ký lại, đề nghị nộp lại hồ sơ.',
    'The paper, or the kinship, on which it was decided before is in force no more, and nothing has taken its place. If it is issued or registered again, claim again.',
  ),
  LATE_NEEDS_WRITTEN_EXPLANATION: asks(
    '92(1)',
    'Hồ sơ nộp quá thời hạn vẫn được tiếp nhận khi có giải trình bằng văn bản: đề nghị nêu lý do nộp chậm.',
    'The file comes late and is accepted with a written explanation: say why it is late.',
  ),
} as const satisfies Record<string, Reason>;

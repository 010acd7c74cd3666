import { asks, law, limits, refuses, type Reason } from './reason.ts';

/** Reasons about the right itself: contributions, windows, who was paid already, and what comes late. */
export const reasonsOfRights = {
  NOT_INSURED: refuses(
    `${law} 2, 42(1), 50(1), 94(1)`,
    'Không có quá trình tham gia bảo hiểm xã hội.',
    'No participation in social insurance is recorded.',
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

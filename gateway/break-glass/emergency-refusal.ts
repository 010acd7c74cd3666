/** Why an emergency access was not requested, opened, ended or honoured. The enum of the graph has the same names. */
export const emergencyRefusals = [
  'NO_REASON',
  'REASON_TOO_LONG',
  'NOTHING_TO_OPEN',
  'CASE_NOT_PROVEN',
  'TOO_LONG',
  'TOO_SHORT',
  'NOT_FOUND',
  'SAME_PERSON',
  'OTHER_AGENCY',
  'NOT_AN_APPROVER',
  'ALREADY_OPEN',
  'ALREADY_ENDED',
  'EXPIRED',
  'NOT_OPEN_YET',
  'OTHER_ACTOR',
  'OTHER_PURPOSE',
  'OTHER_CASE',
] as const;

/** One of the reasons. */
export type EmergencyRefusal = (typeof emergencyRefusals)[number];

/** What each reason means and what to do, for people. */
export const refusalTexts: Readonly<Record<EmergencyRefusal, { readonly en: string; readonly vi: string }>> =
  {
    NO_REASON: {
      en: 'Emergency access needs a reason in words.',
      vi: 'Truy cập khẩn cấp phải nêu rõ lý do.',
    },
    REASON_TOO_LONG: {
      en: 'The reason is too long to be read; say it in fewer words.',
      vi: 'Lý do quá dài; hãy viết ngắn gọn hơn.',
    },
    NOTHING_TO_OPEN: {
      en: 'For this role and purpose no policy opens more in an emergency; state the purpose of the work.',
      vi: 'Với vai trò và mục đích này, không có quy định nào mở thêm dữ liệu khi khẩn cấp; hãy nêu mục đích công việc.',
    },
    CASE_NOT_PROVEN: {
      en: 'Name in hub-case, and here, an open case that is assigned to your office.',
      vi: 'Hãy nêu, trong hub-case và tại đây, một hồ sơ đang giải quyết được phân công cho cơ quan của bạn.',
    },
    TOO_LONG: {
      en: 'Emergency access is not given for so long; ask for fewer minutes.',
      vi: 'Thời gian truy cập khẩn cấp vượt quá mức cho phép; hãy yêu cầu ít phút hơn.',
    },
    TOO_SHORT: {
      en: 'Ask for at least one minute.',
      vi: 'Hãy yêu cầu ít nhất một phút.',
    },
    NOT_FOUND: {
      en: 'There is no such emergency access that concerns you.',
      vi: 'Không có lượt truy cập khẩn cấp nào như vậy liên quan đến bạn.',
    },
    SAME_PERSON: {
      en: 'Nobody agrees to their own request; ask a second person of your office.',
      vi: 'Không ai được tự phê duyệt yêu cầu của mình; hãy nhờ người thứ hai trong cơ quan.',
    },
    OTHER_AGENCY: {
      en: 'Only a person of the same office may agree to it or end it.',
      vi: 'Chỉ người cùng cơ quan mới được phê duyệt hoặc kết thúc.',
    },
    NOT_AN_APPROVER: {
      en: 'Your token does not allow you to agree to emergency access, or you are not known surely enough.',
      vi: 'Mã truy cập của bạn không cho phép phê duyệt truy cập khẩn cấp, hoặc mức xác thực chưa đủ.',
    },
    ALREADY_OPEN: {
      en: 'It is open already.',
      vi: 'Lượt truy cập này đã được mở.',
    },
    ALREADY_ENDED: {
      en: 'It has ended; request a new one.',
      vi: 'Lượt truy cập này đã kết thúc; hãy yêu cầu lượt mới.',
    },
    EXPIRED: {
      en: 'Its time has run out; request a new one.',
      vi: 'Lượt truy cập này đã hết hạn; hãy yêu cầu lượt mới.',
    },
    NOT_OPEN_YET: {
      en: 'Nobody has agreed to it yet.',
      vi: 'Lượt truy cập này chưa được phê duyệt.',
    },
    OTHER_ACTOR: {
      en: 'It was opened for another person or role.',
      vi: 'Lượt truy cập này được mở cho người khác hoặc vai trò khác.',
    },
    OTHER_PURPOSE: {
      en: 'It was opened for another purpose.',
      vi: 'Lượt truy cập này được mở cho mục đích khác.',
    },
    OTHER_CASE: {
      en: 'It was opened for another case.',
      vi: 'Lượt truy cập này được mở cho hồ sơ khác.',
    },
  };

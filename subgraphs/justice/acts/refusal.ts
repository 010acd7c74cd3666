import { commonRefusalTexts } from '../../kit/acts/refusal-texts.ts';

/** Why the register was not changed. The enum of the graph has the same names. */
export const registrationRefusals = [
  'NOT_FOR_THIS_PURPOSE',
  'KEY_NOT_USABLE',
  'KEY_USED_OTHERWISE',
  'VALUE_NOT_ALLOWED',
  'NOTICE_NOT_FOUND',
  'ALREADY_REGISTERED',
  'REGISTRATION_NOT_FOUND',
  'NOT_IN_FORCE',
  'NOT_YOUR_REGISTER',
  'OWN_FILE',
  'RECORD_LOCKED_BY_DEATH',
  'DATES_OUT_OF_ORDER',
  'NOTHING_TO_CORRECT',
] as const;

/** One of the reasons. */
export type RegistrationRefusal = (typeof registrationRefusals)[number];

/** What each reason means and what to do, for people. */
const refusalTexts: Readonly<Record<RegistrationRefusal, { readonly en: string; readonly vi: string }>> = {
  ...commonRefusalTexts,
  NOT_FOR_THIS_PURPOSE: {
    en: 'State in hub-purpose what this act serves, and sign in for your commune, as the citizen who you are.',
    vi: 'Hãy nêu trong hub-purpose mục đích của việc này và đăng nhập với cơ quan đăng ký hộ tịch của bạn, bằng tài khoản gắn với chính bạn là công dân.',
  },
  VALUE_NOT_ALLOWED: {
    en: 'A value has not the form that the register wants; `field` names it.',
    vi: 'Một giá trị không đúng định dạng của sổ hộ tịch; `field` cho biết trường nào.',
  },
  NOTICE_NOT_FOUND: {
    en: 'No notice with this code is announced, or it was withdrawn. One that was just sent comes within minutes: check the code and try again, or leave it out and register on other proof.',
    vi: 'Chưa có giấy nào mang mã này được báo đến, hoặc giấy đã bị thu hồi. Giấy vừa gửi sẽ đến sau ít phút: hãy kiểm tra mã và thử lại, hoặc bỏ trống và đăng ký theo chứng cứ khác.',
  },
  ALREADY_REGISTERED: {
    en: 'The event is registered already, perhaps by somebody else just now; `existing` is its registration.',
    vi: 'Sự kiện đã được đăng ký, có thể người khác vừa đăng ký; `existing` là bản đăng ký đó.',
  },
  REGISTRATION_NOT_FOUND: {
    en: 'There is no registration with this id.',
    vi: 'Không có bản đăng ký nào có mã này.',
  },
  NOT_IN_FORCE: {
    en: 'This version was corrected or cancelled; look at the newest one and decide again.',
    vi: 'Phiên bản này đã được cải chính hoặc hủy; hãy xem phiên bản mới nhất rồi quyết định lại.',
  },
  NOT_YOUR_REGISTER: {
    en: 'The registration is in the register of another commune; it is corrected and cancelled there.',
    vi: 'Bản đăng ký thuộc sổ hộ tịch của xã khác; việc cải chính, hủy thực hiện tại nơi đó.',
  },
  OWN_FILE: {
    en: 'It is about yourself, your parent or your child: another registrar must do it.',
    vi: 'Việc này liên quan đến chính bạn, cha, mẹ hoặc con của bạn: phải do công chức khác thực hiện.',
  },
  RECORD_LOCKED_BY_DEATH: {
    en: 'The death of the person is registered, which locks the record (Law 60/2014 Art. 34).',
    vi: 'Người này đã được đăng ký khai tử nên thông tin hộ tịch bị khóa (Luật Hộ tịch 2014, Điều 34).',
  },
  NOTHING_TO_CORRECT: {
    en: 'The correction says what the register says already.',
    vi: 'Nội dung cải chính trùng với nội dung đã đăng ký.',
  },
};

/** What further is told of a refusal: names of fields and opaque ids, never a value. */
export interface RefusalDetail {
  /** Name of the input field. */
  readonly field?: string;
  /** Opaque id of the registration that is there. */
  readonly existing?: string | undefined;
}

/** The answer that nothing was changed. */
export function refused(because: RegistrationRefusal, detail: RefusalDetail = {}) {
  return { __typename: 'RegistrationRefused' as const, because, ...refusalTexts[because], ...detail };
}

/** The answer itself. */
export type Refused = ReturnType<typeof refused>;

import { commonRefusalTexts } from '../../kit/acts/refusal-texts.ts';

/** Why the database was not changed. The enum of the graph has the same names. */
export const populationRefusals = [
  'NOT_FOR_THIS_PURPOSE',
  'KEY_NOT_USABLE',
  'KEY_USED_OTHERWISE',
  'VALUE_NOT_ALLOWED',
  'CITIZEN_NOT_FOUND',
  'CHANGED_MEANWHILE',
  'OWN_FILE',
  'RECORD_LOCKED_BY_DEATH',
  'DATES_OUT_OF_ORDER',
  'RELATION_THERE_ALREADY',
  'RELATION_NOT_FOUND',
  'NOTHING_TO_CORRECT',
] as const;

/** One of the reasons. */
export type PopulationRefusal = (typeof populationRefusals)[number];

/** What each reason means and what to do, for people. */
const refusalTexts: Readonly<Record<PopulationRefusal, { readonly en: string; readonly vi: string }>> = {
  ...commonRefusalTexts,
  NOT_FOR_THIS_PURPOSE: {
    en: 'State in hub-purpose that you change the database, and sign in for its office, as the citizen who you are.',
    vi: 'Hãy nêu trong hub-purpose mục đích cập nhật cơ sở dữ liệu và đăng nhập với cơ quan quản lý, bằng tài khoản gắn với chính bạn là công dân.',
  },
  VALUE_NOT_ALLOWED: {
    en: 'A value has not the form that the database wants, or a number is somebody else’s; `field` names it.',
    vi: 'Một giá trị không đúng định dạng của cơ sở dữ liệu, hoặc số đã thuộc về người khác; `field` cho biết trường nào.',
  },
  CITIZEN_NOT_FOUND: {
    en: 'There is no citizen with this id; `field` names it.',
    vi: 'Không có công dân nào có mã này; `field` cho biết trường nào.',
  },
  CHANGED_MEANWHILE: {
    en: 'The record was changed since you read it; read it again and decide again.',
    vi: 'Thông tin đã thay đổi sau khi bạn xem; hãy xem lại rồi quyết định lại.',
  },
  OWN_FILE: {
    en: 'It is about yourself or your family: another officer must do it.',
    vi: 'Việc này liên quan đến chính bạn hoặc gia đình bạn: phải do cán bộ khác thực hiện.',
  },
  RECORD_LOCKED_BY_DEATH: {
    en: 'The person has died; the record changes only by the civil status register.',
    vi: 'Người này đã chết; thông tin chỉ thay đổi theo sổ hộ tịch.',
  },
  RELATION_THERE_ALREADY: {
    en: 'The relation is recorded already and lasts.',
    vi: 'Quan hệ này đã được ghi nhận và đang có hiệu lực.',
  },
  RELATION_NOT_FOUND: {
    en: 'No such relation lasts between the two.',
    vi: 'Giữa hai người không có quan hệ như vậy đang có hiệu lực.',
  },
  NOTHING_TO_CORRECT: {
    en: 'The correction says what the record says already.',
    vi: 'Nội dung điều chỉnh trùng với thông tin đã có.',
  },
};

/** The answer that nothing was changed. @param field name of the input field that it is about */
export function refused(because: PopulationRefusal, field?: string) {
  const detail = field === undefined ? {} : { field };
  return { __typename: 'PopulationChangeRefused' as const, because, ...refusalTexts[because], ...detail };
}

/** The answer itself. */
export type Refused = ReturnType<typeof refused>;

/** Whether something was refused. */
export function isRefused(value: object): value is Refused {
  return '__typename' in value && value.__typename === 'PopulationChangeRefused';
}

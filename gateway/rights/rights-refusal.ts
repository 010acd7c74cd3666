/** Why a request was not taken, or not changed. The enum of the graph has the same names. */
export const rightsRefusals = [
  'NO_TEXT',
  'TEXT_TOO_LONG',
  'NO_SUCH_ELEMENT',
  'ELEMENT_NEEDED',
  'NOT_IN_FORCE',
  'NOT_FOUND',
  'NOT_TAKEN_UP',
  'ALREADY_TAKEN_UP',
  'ALREADY_EXTENDED',
  'ALREADY_CLOSED',
  'NO_SUCH_DESK',
  'OWN_REQUEST',
] as const;

/** One of the reasons. */
export type RightsRefusal = (typeof rightsRefusals)[number];

/** What each reason means and what to do, for people. */
export const rightsRefusalTexts: Readonly<
  Record<RightsRefusal, { readonly en: string; readonly vi: string }>
> = {
  NO_TEXT: { en: 'Say in words what you ask for.', vi: 'Hãy nêu rõ bằng lời nội dung yêu cầu.' },
  TEXT_TOO_LONG: { en: 'Say it in 2,000 characters or fewer.', vi: 'Hãy viết không quá 2.000 ký tự.' },
  NO_SUCH_ELEMENT: {
    en: 'There is no such element of personal data; name one as Type.field.',
    vi: 'Không có phần tử dữ liệu cá nhân này; hãy nêu theo dạng Type.field.',
  },
  ELEMENT_NEEDED: {
    en: 'Name the element that is to be corrected, so that its owner can be asked.',
    vi: 'Hãy nêu phần tử dữ liệu cần đính chính để chuyển đến cơ quan chủ quản.',
  },
  NOT_IN_FORCE: {
    en: 'On this day the law sets no term for this right.',
    vi: 'Vào ngày này pháp luật chưa quy định thời hạn cho quyền này.',
  },
  NOT_FOUND: {
    en: 'There is no such request that concerns you.',
    vi: 'Không có yêu cầu nào như vậy liên quan đến bạn.',
  },
  NOT_TAKEN_UP: { en: 'Take the request up first.', vi: 'Hãy tiếp nhận yêu cầu trước.' },
  ALREADY_TAKEN_UP: { en: 'Somebody took it up already.', vi: 'Yêu cầu đã được tiếp nhận.' },
  ALREADY_EXTENDED: {
    en: 'It was extended already, which the law allows once.',
    vi: 'Yêu cầu đã được gia hạn; chỉ được gia hạn một lần.',
  },
  ALREADY_CLOSED: { en: 'It was answered or withdrawn.', vi: 'Yêu cầu đã được trả lời hoặc đã rút.' },
  NO_SUCH_DESK: {
    en: 'Name an agency (health, justice, population, vss or hub), and an office by its code or not at all.',
    vi: 'Hãy nêu cơ quan (health, justice, population, vss hoặc hub) và mã đơn vị, hoặc bỏ trống mã đơn vị.',
  },
  OWN_REQUEST: {
    en: 'It is your own request: somebody else must answer it.',
    vi: 'Đây là yêu cầu của chính bạn; phải do người khác giải quyết.',
  },
};

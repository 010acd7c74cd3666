/** What is said to the caller about one reason. It names neither a scope nor a policy. */
interface ReasonMeaning {
  readonly en: string;
  readonly vi: string;
  /** The header of a request that states what is missing. */
  readonly header?: string;
}

/**
 * Why a datum is not shown, and with that what would open it: a closed list, so that a client can switch on it. The
 * gateway puts the code into `extensions.reason`.
 */
const meanings = {
  TOKEN_REQUIRED: {
    en: 'Personal data is for callers who have signed in.',
    vi: 'Dữ liệu cá nhân chỉ cung cấp cho người đã đăng nhập.',
    header: 'authorization',
  },
  PURPOSE_REQUIRED: {
    en: 'State the purpose for which the data is asked.',
    vi: 'Yêu cầu phải nêu mục đích khai thác dữ liệu.',
    header: 'hub-purpose',
  },
  PURPOSE_NOT_FITTING: {
    en: 'The stated purpose does not cover this datum; another purpose of the same role does.',
    vi: 'Mục đích đã nêu không bao gồm dữ liệu này; một mục đích khác của cùng vai trò thì có.',
  },
  ASSURANCE_TOO_LOW: {
    en: 'Sign in with a higher level of assurance.',
    vi: 'Cần đăng nhập với mức độ xác thực cao hơn.',
  },
  CASE_REQUIRED: {
    en: 'Name the case that the request serves.',
    vi: 'Yêu cầu phải nêu hồ sơ đang giải quyết.',
    header: 'hub-case',
  },
  REASON_REQUIRED: {
    en: 'State the reason for this request; it is recorded.',
    vi: 'Yêu cầu phải nêu lý do khai thác; lý do được ghi lại.',
    header: 'hub-reason',
  },
  BREAK_GLASS_POSSIBLE: {
    en: 'Only emergency access opens this datum: with a reason, a second person who agrees, and notice to the data subject.',
    vi: 'Dữ liệu này chỉ mở theo truy cập khẩn cấp: có lý do, có người thứ hai đồng ý và thông báo cho chủ thể dữ liệu.',
  },
  NOT_RELATED: {
    en: 'Nothing proves that the caller stands in the necessary relation to the data subject.',
    vi: 'Không có căn cứ chứng minh người yêu cầu có quan hệ cần thiết với chủ thể dữ liệu.',
  },
  NOT_GRANTED: {
    en: 'No rule that is in force lets the caller see this datum.',
    vi: 'Không có quy định đang có hiệu lực nào cho phép người yêu cầu xem dữ liệu này.',
  },
} as const satisfies Record<string, ReasonMeaning>;

/** One of the reasons. */
export type DenialReason = keyof typeof meanings;

/** What is said about each. */
export const denialReasons: Readonly<Record<DenialReason, ReasonMeaning>> = meanings;

/** Whether a value out of an answer is one of the reasons. */
export function isDenialReason(reason: unknown): reason is DenialReason {
  return typeof reason === 'string' && Object.hasOwn(denialReasons, reason);
}

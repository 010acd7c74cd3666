/** What one error code means to the caller. */
export interface ErrorMeaning {
  /** HTTP status when the code refuses the whole request; beside data the answer is always 200. */
  readonly status: number;
  /** The sentence for people, in English and in Vietnamese. Neither ever holds a value of anybody. */
  readonly en: string;
  readonly vi: string;
}

/**
 * Every `extensions.code` that the hub itself puts into an answer: a closed list, so that a client can switch
 * on it. Names that Apollo clients already know keep their names.
 */
export const errorCodes = {
  BAD_REQUEST: {
    status: 400,
    en: 'The request is not a well-formed GraphQL request.',
    vi: 'Yêu cầu không phải là một yêu cầu GraphQL hợp lệ.',
  },
  CSRF_PREVENTED: {
    status: 400,
    en: 'A web page of another origin could have sent this request, so it was not run.',
    vi: 'Yêu cầu này có thể do một trang web khác gửi nên không được thực hiện.',
  },
  GRAPHQL_PARSE_FAILED: {
    status: 400,
    en: 'The operation is not valid GraphQL syntax.',
    vi: 'Câu truy vấn sai cú pháp GraphQL.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    en: 'The operation does not fit the schema.',
    vi: 'Câu truy vấn không khớp với lược đồ.',
  },
  BAD_USER_INPUT: {
    status: 400,
    en: 'An argument or a variable has a value that is not allowed.',
    vi: 'Tham số hoặc biến có giá trị không hợp lệ.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    en: 'The operation to run cannot be told from the request.',
    vi: 'Không xác định được thao tác cần chạy.',
  },
  OPERATION_TOO_COMPLEX: {
    status: 400,
    en: 'The request is nested too deeply or is too complex to be run.',
    vi: 'Yêu cầu lồng quá sâu hoặc quá phức tạp nên không thể chạy.',
  },
  OPERATION_TOO_COSTLY: {
    status: 400,
    en: 'The operation asks for more than one request may cost.',
    vi: 'Câu truy vấn yêu cầu nhiều dữ liệu hơn mức cho phép của một yêu cầu.',
  },
  VARIABLES_TOO_LARGE: {
    status: 400,
    en: 'The variables of the request hold too much.',
    vi: 'Các biến của yêu cầu chứa quá nhiều dữ liệu.',
  },
  INTROSPECTION_DISABLED: {
    status: 403,
    en: 'You may not ask for the schema here; `npm run contract` prints what a client may know of it.',
    vi: 'Bạn không được xem lược đồ tại đây; `npm run contract` in phần mà mỗi hệ thống được biết.',
  },
  HUB_HEADER_INVALID: {
    status: 400,
    en: 'A header of the hub is not well-formed, or is there twice.',
    vi: 'Một tiêu đề hub-… sai định dạng hoặc bị lặp.',
  },
  PURPOSE_CONFLICT: {
    status: 400,
    en: 'The registered operation serves another purpose than the one stated; leave hub-purpose out.',
    vi: 'Thao tác đã đăng ký phục vụ mục đích khác với mục đích đã nêu; hãy bỏ hub-purpose.',
  },
  ROLE_AMBIGUOUS: {
    status: 400,
    en: 'The token holds several roles that fit; the request must name one.',
    vi: 'Mã truy cập có nhiều vai trò phù hợp; yêu cầu phải nêu một vai trò.',
  },
  OPERATION_NOT_REGISTERED: {
    status: 400,
    en: 'Only registered operations are run, and this one is not registered for the client: `npm run register-operation` adds it to the client’s file.',
    vi: 'Chỉ thực hiện các thao tác đã đăng ký; hệ thống gửi yêu cầu chưa đăng ký thao tác này: hãy thêm bằng `npm run register-operation`.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    // 200 is what clients of automatic persisted queries expect before they send the text.
    status: 200,
    en: 'No operation is known under this hash.',
    vi: 'Không có thao tác nào ứng với mã băm này.',
  },
  UNAUTHENTICATED: {
    status: 401,
    en: 'The request does not prove who sends it: send `Authorization: Bearer` with a token for this hub that has not expired.',
    vi: 'Yêu cầu không chứng minh được bên gửi: hãy gửi `Authorization: Bearer` với mã truy cập còn hạn, cấp cho hệ thống này.',
  },
  UNAUTHORIZED_FIELD_OR_TYPE: {
    // Beside data the status is 200: the rest of the answer is good.
    status: 403,
    en: 'You may not see this field.',
    vi: 'Bạn không được xem trường này.',
  },
  CLIENT_UNKNOWN: {
    status: 403,
    en: 'The token names no client that is registered for its issuer.',
    vi: 'Mã truy cập không nêu hệ thống nào đã đăng ký với nơi cấp mã.',
  },
  CLIENT_SUSPENDED: {
    status: 403,
    en: 'This client is suspended.',
    vi: 'Hệ thống gửi yêu cầu đang bị đình chỉ kết nối.',
  },
  AGREEMENT_NOT_IN_FORCE: {
    status: 403,
    en: 'The agreement on sharing data with this client is not in force today.',
    vi: 'Thỏa thuận chia sẻ dữ liệu với hệ thống này hiện không có hiệu lực.',
  },
  PURPOSE_NOT_ALLOWED: {
    status: 403,
    en: 'This purpose is not open to the client, the token or the role.',
    vi: 'Hệ thống, mã truy cập hoặc vai trò không được dùng mục đích này.',
  },
  ROLE_NOT_ALLOWED: {
    status: 403,
    en: 'The token holds no role in which this client may ask, or not the one that was named.',
    vi: 'Mã truy cập không có vai trò mà hệ thống này được dùng, hoặc không có vai trò đã nêu.',
  },
  ORGANISATION_NOT_ALLOWED: {
    status: 403,
    en: 'The client may not speak for the organisation that the token names.',
    vi: 'Hệ thống không được đại diện cho đơn vị nêu trong mã truy cập.',
  },
  CITIZEN_REQUIRED: {
    status: 403,
    en: 'The token names no citizen: neither whom this role speaks for, nor who the officer is.',
    vi: 'Mã truy cập không nêu công dân nào: người mà vai trò này thay mặt, hoặc chính cán bộ đang hỏi.',
  },
  FORBIDDEN: {
    status: 403,
    en: 'The request was stopped because it would have read what you may not see.',
    vi: 'Yêu cầu bị dừng vì sẽ đọc dữ liệu mà bạn không được xem.',
  },
  EMERGENCY_ACCESS_REFUSED: {
    status: 403,
    en: 'The emergency access that the request names does not hold for it.',
    vi: 'Lượt truy cập khẩn cấp nêu trong yêu cầu không có hiệu lực cho yêu cầu này.',
  },
  NOT_FOUND: {
    status: 404,
    en: 'There is nothing at this address.',
    vi: 'Không có gì tại địa chỉ này.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    en: 'This HTTP method cannot be used here.',
    vi: 'Không dùng được phương thức HTTP này.',
  },
  NOT_ACCEPTABLE: {
    status: 406,
    en: 'The Accept header allows no media type that this server writes.',
    vi: 'Tiêu đề Accept không cho phép kiểu nội dung nào mà máy chủ trả về.',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    en: 'The request did not arrive in time.',
    vi: 'Yêu cầu đến quá chậm.',
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    en: 'The request body is too large.',
    vi: 'Nội dung yêu cầu quá lớn.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    en: 'The Content-Type of the request is not supported.',
    vi: 'Kiểu nội dung của yêu cầu không được hỗ trợ.',
  },
  QUOTA_EXCEEDED: {
    status: 429,
    en: 'This client has sent as many requests as its agreement allows; `retry-after` says when to come again.',
    vi: 'Hệ thống này đã gửi đủ số yêu cầu theo thoả thuận; `retry-after` cho biết khi nào gửi lại.',
  },
  PROCESSING_RESTRICTED: {
    status: 403,
    en: 'The person has restricted the use of their data for this purpose; ask them, or let them do it themselves.',
    vi: 'Chủ thể dữ liệu đã hạn chế xử lý dữ liệu cho mục đích này; hãy hỏi họ hoặc để họ tự thực hiện.',
  },
  VOLUME_EXCEEDED: {
    status: 429,
    en: 'The answer would tell of more people than this client allows one of its users; ask for fewer, or later.',
    vi: 'Kết quả có nhiều người hơn mức cho phép đối với một người dùng; hãy hỏi ít hơn hoặc hỏi lại sau.',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    en: 'The address or the headers of the request are too long.',
    vi: 'Địa chỉ hoặc tiêu đề của yêu cầu quá dài.',
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    en: 'The hub failed; the fault was recorded under the request id.',
    vi: 'Hệ thống gặp lỗi; lỗi đã được ghi lại theo mã yêu cầu.',
  },
  SUBGRAPH_UNAVAILABLE: {
    status: 503,
    en: 'An agency that holds part of the answer cannot be reached now.',
    vi: 'Cơ quan giữ một phần dữ liệu hiện không kết nối được.',
  },
  SOURCE_UNAVAILABLE: {
    status: 503,
    en: 'The records cannot be read now; ask again.',
    vi: 'Hiện không đọc được dữ liệu; hãy thử lại.',
  },
  SUBGRAPH_ERROR: {
    status: 502,
    en: 'An agency failed to answer this part of the request.',
    vi: 'Cơ quan được hỏi không trả lời được phần này của yêu cầu.',
  },
  ISSUER_UNAVAILABLE: {
    status: 503,
    en: 'The keys of the token issuer cannot be had now; try again.',
    vi: 'Hiện không lấy được khóa của nơi cấp mã truy cập; hãy thử lại.',
  },
  LOG_UNAVAILABLE: {
    status: 503,
    en: 'The disclosure could not be recorded, so it was not made; try again.',
    vi: 'Không ghi được nhật ký nên dữ liệu không được cung cấp; hãy thử lại.',
  },
  CHANGE_NOT_RECORDED: {
    status: 503,
    en: 'It may have been done and could not be recorded. Look before you repeat it; with the same key it is not done twice.',
    vi: 'Yêu cầu có thể đã được thực hiện nhưng không ghi được nhật ký. Hãy kiểm tra trước khi gửi lại; cùng một khóa sẽ không thực hiện hai lần.',
  },
  OVERLOADED: {
    status: 503,
    en: 'The hub has more to do than it can; `retry-after` says when to come again.',
    vi: 'Hệ thống đang quá tải; `retry-after` cho biết khi nào gửi lại.',
  },
} as const satisfies Readonly<Record<string, ErrorMeaning>>;

/** A code out of the closed list. */
export type ErrorCode = keyof typeof errorCodes;

/** Whether a value out of an answer is one of our codes. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCodes, code);
}

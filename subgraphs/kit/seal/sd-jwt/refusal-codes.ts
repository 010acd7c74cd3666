/** Why a seal is refused, in words for whoever holds it. */
export const refusalCodes = {
  NOT_A_SEAL: {
    en: 'This is no seal: the text is not an SD-JWT (RFC 9901), or was cut or changed in copying.',
    vi: 'Đây không phải niêm phong: văn bản không phải SD-JWT (RFC 9901), hoặc bị cắt, bị đổi khi sao chép.',
  },
  FOREIGN_TYPE: {
    en: 'This is not the seal of a document: it was signed for something else.',
    vi: 'Đây không phải niêm phong của giấy tờ: nội dung được ký cho mục đích khác.',
  },
  ALGORITHM: {
    en: 'It is not signed, or by an algorithm that is not allowed.',
    vi: 'Chưa được ký, hoặc ký bằng thuật toán không được phép.',
  },
  UNKNOWN_KEY: {
    en: 'The key that signed it is not among the published keys of the agency.',
    vi: 'Khóa đã ký không nằm trong các khóa đã công bố của cơ quan.',
  },
  FOREIGN_KEY: {
    en: 'The key that signed it is of another agency than the one it names, or for another use.',
    vi: 'Khóa đã ký thuộc cơ quan khác với cơ quan nêu trong niêm phong, hoặc dùng cho việc khác.',
  },
  REVOKED_KEY: {
    en: 'The key that signed it was revoked; ask the agency for a new seal.',
    vi: 'Khóa đã ký đã bị thu hồi; hãy lấy niêm phong mới từ cơ quan.',
  },
  KEY_NOT_VALID_THEN: {
    en: 'The key that signed it was not valid on the day of the seal.',
    vi: 'Khóa đã ký không có hiệu lực vào ngày niêm phong.',
  },
  SIGNATURE: {
    en: 'The signature does not hold: what is signed was changed.',
    vi: 'Chữ ký không đúng: nội dung đã ký bị thay đổi.',
  },
  SEALED_LATER: {
    en: 'It says that it was sealed in the future.',
    vi: 'Niêm phong ghi thời điểm trong tương lai.',
  },
  CLAIMS: {
    en: 'What is signed does not say who sealed which document, and when.',
    vi: 'Nội dung đã ký không nêu ai niêm phong giấy tờ nào, vào lúc nào.',
  },
  DUPLICATE_DIGEST: {
    en: 'The same digest stands in it twice.',
    vi: 'Cùng một giá trị băm xuất hiện hai lần.',
  },
  FOREIGN_DISCLOSURE: {
    en: 'A disclosed value was not sealed: it was added, changed or taken from another document.',
    vi: 'Có giá trị không được niêm phong: bị thêm, bị đổi hoặc lấy từ giấy tờ khác.',
  },
  DISCLOSURE_FORM: {
    en: 'A disclosed value has a form that no seal has.',
    vi: 'Có giá trị không đúng dạng của niêm phong.',
  },
  OTHER_DOCUMENT: {
    en: 'It is the seal of another document than the one beside it.',
    vi: 'Đây là niêm phong của giấy tờ khác với giấy tờ đi kèm.',
  },
  OTHER_VALUE: {
    en: 'A value beside the seal is not the one that was sealed.',
    vi: 'Có giá trị đi kèm khác với giá trị đã niêm phong.',
  },
} as const satisfies Readonly<Record<string, { readonly en: string; readonly vi: string }>>;

/** Why a seal is refused. */
export type RefusalCode = keyof typeof refusalCodes;

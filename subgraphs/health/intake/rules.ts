/** What one rule demands of what a facility sends. */
interface IntakeRule {
  /** What is wrong, and how to mend it, for people; neither ever holds a value of a file. */
  readonly en: string;
  readonly vi: string;
  readonly mend: string;
}

/** Every rule by which the intake refuses a file or a paper: a closed list, so that a sender can switch on it. */
export const intakeRules = {
  SUBMISSION_MALFORMED: {
    en: 'The request lacks a member of this endpoint, has it twice, or brings a kind that does not belong here.',
    vi: 'Yêu cầu thiếu, lặp tham số hoặc loại hồ sơ không thuộc dịch vụ này.',
    mend: 'Send the code of the facility, the kind of file and the file, form-encoded or as JSON; `tag` names the member that is meant.',
  },
  BASE64_INVALID: {
    en: 'The file is not base64.',
    vi: 'Tệp không đúng định dạng base64.',
    mend: 'Encode the bytes of the XML file in base64 (RFC 4648) without line breaks.',
  },
  FILE_TOO_LARGE: {
    en: 'The file is too large.',
    vi: 'Tệp quá lớn.',
    mend: 'Send fewer papers in one file.',
  },
  ENCODING_NOT_UTF8: {
    en: 'The XML is not encoded in UTF-8.',
    vi: 'XML không được mã hóa UTF-8.',
    mend: 'Write the file in UTF-8 and declare no other encoding.',
  },
  XML_MALFORMED: {
    en: 'The XML is not well-formed.',
    vi: 'XML sai cú pháp.',
    mend: 'Check the file with an XML parser; processing instructions are not taken.',
  },
  XML_DOCTYPE: {
    en: 'The XML has a document type, which can define entities.',
    vi: 'XML có khai báo DOCTYPE.',
    mend: 'Leave out the DOCTYPE; write characters as they are.',
  },
  XML_TOO_DEEP: {
    en: 'Elements are nested more deeply than any paper needs.',
    vi: 'Các phần tử XML lồng nhau quá sâu.',
    mend: 'Use the structure of the envelope as it is published.',
  },
  XML_TOO_MUCH: {
    en: 'The XML has more elements or attributes than any file of papers needs.',
    vi: 'XML có quá nhiều phần tử hoặc thuộc tính.',
    mend: 'Send fewer papers in one file.',
  },
  ENVELOPE_UNKNOWN: {
    en: 'The root element is no envelope of this endpoint.',
    vi: 'Phần tử gốc không phải là phong bì hồ sơ của dịch vụ này.',
    mend: 'Send GIAMDINHHS, HSCHUNGTU, HSDLGBT or HSDLGCS to its own endpoint.',
  },
  ENVELOPE_INCOMPLETE: {
    en: 'The envelope lacks a part, has it twice or counts its papers wrongly.',
    vi: 'Phong bì hồ sơ thiếu, lặp phần tử hoặc sai số lượng hồ sơ.',
    mend: 'Compare the envelope with its published structure; SOLUONGHOSO counts the HOSO elements.',
  },
  SIGNATURE_MISSING: {
    en: 'The facility has not signed the file, or not in the place of the signature.',
    vi: 'Tệp chưa có chữ ký số của cơ sở hoặc chữ ký đặt sai vị trí.',
    mend: 'Put one XMLDSig signature into CHUKYDONVI, or for a notice into its root element.',
  },
  SIGNATURE_FORM: {
    en: 'The signature has other algorithms or references than expected.',
    vi: 'Thuật toán hoặc tham chiếu của chữ ký số không đúng quy định.',
    mend: 'Sign with c14n 20010315, rsa-sha256 and sha256: one reference to the content, one to the signing time.',
  },
  SIGNATURE_INVALID: {
    en: 'The signature does not hold: the file was changed after it was signed, or another key signed it.',
    vi: 'Chữ ký số không hợp lệ: tệp đã bị sửa sau khi ký hoặc ký bằng khóa khác.',
    mend: 'Sign the file again and change nothing afterwards.',
  },
  CERTIFICATE_UNKNOWN: {
    en: 'The certificate of the signature is not registered for any facility.',
    vi: 'Chứng thư số chưa được đăng ký cho cơ sở nào.',
    mend: 'Register the certificate of the facility with the Ministry of Health first.',
  },
  CERTIFICATE_EXPIRED: {
    en: 'The certificate of the signature is not valid today.',
    vi: 'Chứng thư số không còn hoặc chưa có hiệu lực.',
    mend: 'Sign with a certificate that is valid and register it.',
  },
  CERTIFICATE_REVOKED: {
    en: 'The certificate of the signature has been revoked.',
    vi: 'Chứng thư số đã bị thu hồi.',
    mend: 'Sign with the certificate that replaces it.',
  },
  FACILITY_MISMATCH: {
    en: 'Sender, signer and MACSKCB are not the same facility.',
    vi: 'Đơn vị gửi, đơn vị ký và MACSKCB không trùng nhau.',
    mend: 'Send the files of a facility with its own token, signed with its own certificate.',
  },
  PAPER_KIND_UNKNOWN: {
    en: 'This part of the file is no paper that is shared.',
    vi: 'Loại hồ sơ này không thuộc diện chia sẻ.',
    mend: 'Nothing to do where the part is meant for other systems; it is not stored as a paper.',
  },
  PART_FORBIDDEN: {
    en: 'The file brings XML6 (HIV/AIDS), which is shared with nobody here (Law 71/2020 art. 30).',
    vi: 'Tệp có XML6 (HIV/AIDS) là dữ liệu không được chia sẻ (Luật 71/2020/QH14 Điều 30).',
    mend: 'Leave XML6 out and sign the file again; nothing of this file was stored.',
  },
  TEMPLATE_NOT_IN_FORCE: {
    en: 'No form of this paper was in force on the day of the event.',
    vi: 'Không có mẫu giấy nào có hiệu lực tại ngày xảy ra sự kiện.',
    mend: 'Check the day of the event; use the form that was in force on it.',
  },
  HEADER_MISSING: {
    en: 'The file has no XML1 of the same treatment (MA_LK), so nobody knows whose paper it is.',
    vi: 'Tệp không có XML1 cùng mã liên kết (MA_LK).',
    mend: 'Send XML1 and the paper in one HOSO, with the same MA_LK.',
  },
  TAG_MISSING: {
    en: 'A tag that this paper must have is missing or empty.',
    vi: 'Thiếu thẻ bắt buộc hoặc thẻ để trống.',
    mend: 'Fill in the tag.',
  },
  TAG_TWICE: {
    en: 'A tag is there twice.',
    vi: 'Thẻ bị lặp.',
    mend: 'Leave one of them.',
  },
  TAG_TOO_LONG: {
    en: 'The text of the tag is longer than the form allows.',
    vi: 'Nội dung thẻ dài hơn quy định.',
    mend: 'Shorten the text to the limit.',
  },
  TAG_FORM: {
    en: 'The text of the tag has not the form that is demanded.',
    vi: 'Nội dung thẻ sai định dạng.',
    mend: 'Days are yyyyMMdd, times yyyyMMddHHmm; use the codes of the published lists.',
  },
  DATES_OUT_OF_ORDER: {
    en: 'One day lies before another that it must follow.',
    vi: 'Các mốc thời gian sai thứ tự.',
    mend: 'Correct the day of the tag.',
  },
  DATES_DIFFER: {
    en: 'Two days that must be the same differ.',
    vi: 'Hai ngày phải trùng nhau nhưng lại khác nhau.',
    mend: 'Correct the day of the tag.',
  },
  DATE_IN_FUTURE: {
    en: 'The day has not come yet.',
    vi: 'Ngày ở tương lai.',
    mend: 'Send the paper when what it attests has happened.',
  },
  DAYS_MISCOUNTED: {
    en: 'The number of days does not fit the first and the last day.',
    vi: 'Số ngày không khớp với từ ngày, đến ngày.',
    mend: 'Count the first and the last day.',
  },
  TAGS_INCOMPLETE: {
    en: 'Some tags must be there together or not at all.',
    vi: 'Một số thẻ phải có đủ hoặc cùng để trống.',
    mend: 'Fill in all of them or none.',
  },
  LEAVE_CAP_EXCEEDED: {
    en: 'The paper prescribes more days than one paper may.',
    vi: 'Số ngày nghỉ vượt mức tối đa của một lần cấp.',
    mend: 'Prescribe fewer days; a further paper needs a further examination.',
  },
  CODE_TAKEN: {
    en: 'Another paper of the facility has this number, and this one does not say that it corrects it.',
    vi: 'Số giấy đã có; giấy này không ghi là cấp lại.',
    mend: 'To correct a paper issue it again as CẤP LẠI, or send the file with Hub-Purpose: HC.DOC.CORRECT; a new paper takes a new number.',
  },
  PAPER_UNKNOWN: {
    en: 'The facility has no paper of this kind under this number.',
    vi: 'Cơ sở không có giấy loại này với số này.',
    mend: 'Check kind and number: the kind is that of the report of its file, such as DISCHARGE_PAPER, the number the one on the paper.',
  },
  REASON_MISSING: {
    en: 'A paper is withdrawn with a reason, of 10 to 500 characters.',
    vi: 'Thu hồi giấy phải nêu lý do, từ 10 đến 500 ký tự.',
    mend: 'State the reason.',
  },
  CITIZEN_UNKNOWN: {
    en: 'The population database knows nobody with this number; the paper is kept and waits.',
    vi: 'Không tìm thấy công dân theo số định danh; giấy được giữ lại và chờ xử lý.',
    mend: 'Check the number. If it is right, send the same file again later; if not, send the paper corrected.',
  },
} as const satisfies Readonly<Record<string, IntakeRule>>;

/** A rule out of the closed list. */
export type RuleCode = keyof typeof intakeRules;

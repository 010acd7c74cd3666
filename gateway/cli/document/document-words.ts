/** Languages in which a verified document is described. */
export type ReportLanguage = 'vi' | 'en';

/** The custodians of documents. */
export const agencyNames: Readonly<Record<ReportLanguage, Readonly<Record<string, string>>>> = {
  en: { health: 'Ministry of Health', justice: 'Ministry of Justice', vss: 'Vietnam Social Security' },
  vi: { health: 'Bộ Y tế', justice: 'Bộ Tư pháp', vss: 'Bảo hiểm xã hội Việt Nam' },
};

/** The words of the report. */
export const words = {
  en: {
    genuine: 'GENUINE',
    genuineEnded: 'GENUINE, BUT NOT IN FORCE ANY MORE',
    refused: 'NOT GENUINE',
    field: 'Field, as the answer calls it',
    by: 'Sealed by',
    document: 'Document',
    version: (version: string) => `version ${version}`,
    supersedes: 'Corrects',
    sealedOn: 'Sealed on',
    told: 'Told',
    masked: 'Masked',
    withheld: 'Withheld',
    values: (count: number) => `${count} sealed ${count === 1 ? 'value' : 'values'}`,
    unproven: 'Not proven',
    status: 'Status',
    key: 'Key',
    nothing: 'nothing',
    keyInForce: 'in force',
    keyRetired: (since: string) =>
      `rotated: it signs nothing new since ${since}; what it signed before holds`,
    statusUnknown: (list: string) =>
      `not checked: give the status list of its custodian by --status HUB${list}`,
    statusAsOf: (status: string, asOf: string) => `${status}, as its custodian said on ${asOf}`,
    statusStale: 'the list is old, get it again',
    standings: { IN_FORCE: 'in force', SUPERSEDED: 'superseded by a correction', WITHDRAWN: 'withdrawn' },
  },
  vi: {
    genuine: 'HỢP LỆ',
    genuineEnded: 'HỢP LỆ, NHƯNG KHÔNG CÒN HIỆU LỰC',
    refused: 'KHÔNG HỢP LỆ',
    field: 'Trường, theo tên trong câu trả lời',
    by: 'Cơ quan niêm phong',
    document: 'Giấy tờ',
    version: (version: string) => `phiên bản ${version}`,
    supersedes: 'Thay thế bản',
    sealedOn: 'Thời điểm niêm phong',
    told: 'Được cung cấp',
    masked: 'Bị che bớt',
    withheld: 'Không cung cấp',
    values: (count: number) => `${count} giá trị đã niêm phong`,
    unproven: 'Không được chứng minh',
    status: 'Trạng thái',
    key: 'Khóa ký',
    nothing: 'không có',
    keyInForce: 'đang có hiệu lực',
    keyRetired: (since: string) => `đã thay: không ký mới từ ${since}; những gì đã ký trước đó vẫn đúng`,
    statusUnknown: (list: string) =>
      `chưa kiểm tra: cung cấp danh sách trạng thái của cơ quan bằng --status HUB${list}`,
    statusAsOf: (status: string, asOf: string) => `${status}, theo cơ quan vào ${asOf}`,
    statusStale: 'danh sách đã cũ, hãy lấy lại',
    standings: { IN_FORCE: 'còn hiệu lực', SUPERSEDED: 'đã được thay thế', WITHDRAWN: 'đã thu hồi' },
  },
} as const;

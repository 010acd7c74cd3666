/** What the console says about receipts, about changes of law, and to whoever acts for somebody, in Vietnamese. */
export const proofVi = {
  receipts: {
    title: 'Kiểm tra biên nhận',
    about: 'Tệp được kiểm tra ngay trong trình duyệt này và không gửi đi đâu.',
    drop: 'Thả tệp biên nhận vào đây, hoặc',
    choose: 'Chọn tệp',
    good: (sequence: string, gateway: string, at: string) =>
      `Biên nhận đúng: dòng số ${sequence} có trong nhật ký của cổng ${gateway}, được ký ngày ${at}.`,
    lineWithheld: 'Nội dung dòng không kèm trong biên nhận vì còn nói về người khác.',
    bad: 'Biên nhận KHÔNG đúng: chữ ký hoặc đường dẫn tới chữ ký không khớp.',
    none: 'Tệp này không phải biên nhận của Liên Thông.',
    noKeys: 'Không lấy được khóa công khai của nhật ký, nên chưa kiểm tra được chữ ký.',
  },
  changes: {
    lead: 'Luật có ngày hiệu lực. Chọn hai ngày để biết ai được xem thêm, ai không còn được xem.',
    about:
      'So sánh chính sách đang dùng theo hai ngày của luật; mỗi lần so sánh lập hai báo cáo và được ghi lại.',
    from: 'Từ ngày',
    to: 'Đến ngày',
    compare: 'So sánh',
    between: (from: string, to: string) => `Giữa ${from} và ${to}`,
    count: (count: number) => `Số trường thay đổi: ${count}.`,
    fields: (count: number) => `${count} trường`,
    none: 'Không có thay đổi nào.',
    field: 'Trường dữ liệu',
    gained: 'Vai trò, mục đích được xem thêm',
    lost: 'Không còn được xem',
    policies: 'So sánh hai bản chính sách',
    policiesAbout:
      'Liên Thông giữ 30 bản chính sách gần nhất cùng lược đồ. Phép so sánh là của lệnh npm run policy:diff, các từ của lệnh bằng tiếng Anh.',
    onePolicy: 'Đến nay mới có một bản chính sách: chưa có gì để so sánh.',
    oldPolicy: 'Bản trước',
    nowPolicy: 'Bản sau',
    comparePolicies: 'So sánh hai bản',
    directions: {
      WORD: 'Mục đích và vai trò',
      LOOSENED: 'Nới lỏng',
      TIGHTENED: 'Thắt chặt',
      REBASED: 'Đổi căn cứ',
    },
    verdict: 'Mức hiển thị',
    askers: 'Cho ai, khi nào',
    ground: 'Quy tắc và điều luật',
  },
  represented: {
    lead: 'Bạn xem thay cho người chưa thành niên hoặc người mà bạn đại diện theo pháp luật. Người đó cũng có nhật ký này.',
    child: (place: number) => `Con thứ ${place}`,
    noChildren: 'Cơ sở dữ liệu dân cư không ghi nhận con của bạn.',
    notRepresentative:
      'Tài khoản này không có vai trò người đại diện. Hãy đăng nhập với vai trò cha, mẹ hoặc người giám hộ.',
    notProven: 'Chưa có sổ nào chứng minh bạn đại diện cho người này.',
    person: 'Người được đại diện',
    whoLooked: 'Ai đã xem dữ liệu của người này',
    claims: 'Hồ sơ',
  },
  withdraw: {
    ask: 'Rút yêu cầu',
    of: (right: string) => `Rút yêu cầu: ${right}`,
    title: 'Rút yêu cầu',
    about: 'Yêu cầu sẽ không được giải quyết nữa. Bạn có thể gửi yêu cầu mới.',
  },
  emergencyTold:
    'Đây là truy cập khẩn cấp: một cán bộ nêu lý do, người thứ hai đồng ý, có thời hạn. Bạn được báo sau khi kết thúc vài ngày. Nếu thấy không đúng, bạn có thể khiếu nại ở “Yêu cầu của tôi”.',
};

/** What every language has to say about it. */
export type ProofWords = typeof proofVi;

import type { RandomStream } from './random.ts';

/** An illness as the papers of the world name it, and how it runs. */
export interface Disease {
  /** ICD-10 code and Vietnamese name. */
  readonly code: string;
  readonly name: string;
  readonly treatment: string;
  /** Code of the department that treats it, as it stands on a discharge paper. */
  readonly department: string;
  readonly who: 'ADULT' | 'CHILD' | 'ANY';
  readonly weight: number;
  /** Probability of a stay in hospital. */
  readonly inpatient: number;
  /** Shortest and longest stay, and shortest and longest leave of an outpatient, in days. */
  readonly stay: readonly [number, number];
  readonly leave: readonly [number, number];
  readonly surgery?: true;
  /** On the list of long-term diseases (Circular 25/2025/TT-BYT). */
  readonly longTerm?: true;
  readonly tuberculosis?: true;
}

/** Code | name | treatment | department | who | weight | inpatient | stay | leave | marks. */
const TABLE = `
J06.9|Nhiễm trùng đường hô hấp trên cấp|Kháng sinh, hạ sốt, nghỉ ngơi|K03|ANY|22|0.06|2-4|1-4|
J02.9|Viêm họng cấp|Kháng sinh, súc họng|K28|ANY|12|0.02|2-3|1-3|
J18.9|Viêm phổi|Kháng sinh tĩnh mạch, thở oxy khi cần|K03|ANY|7|0.75|5-11|3-7|
J20.9|Viêm phế quản cấp|Kháng sinh, long đờm|K18|CHILD|12|0.35|4-8|2-5|
A09|Tiêu chảy nhiễm khuẩn|Bù nước điện giải, kháng sinh|K03|ANY|8|0.3|2-5|1-3|
A90|Sốt xuất huyết Dengue|Truyền dịch, theo dõi tiểu cầu|K11|ANY|7|0.7|4-8|3-7|
B08.4|Bệnh tay chân miệng|Theo dõi biến chứng, hạ sốt|K18|CHILD|9|0.4|3-7|3-7|
J45.9|Hen phế quản|Giãn phế quản, corticoid khí dung|K18|CHILD|4|0.4|3-6|2-4|
K35.8|Viêm ruột thừa cấp|Phẫu thuật nội soi cắt ruột thừa|K19|ANY|4|1|4-7|7-15|surgery
K80.2|Sỏi túi mật|Phẫu thuật nội soi cắt túi mật|K19|ADULT|3|1|4-8|7-15|surgery
S52.5|Gãy đầu dưới xương quay|Nắn chỉnh, bó bột|K22|ANY|4|0.4|2-5|14-30|
S82.2|Gãy thân xương chày|Phẫu thuật kết hợp xương|K22|ADULT|3|1|6-12|20-30|surgery
M54.5|Đau thắt lưng|Giảm đau, vật lý trị liệu|K16|ADULT|9|0.15|5-12|2-7|
M51.1|Thoát vị đĩa đệm cột sống thắt lưng|Phẫu thuật giải ép, phục hồi chức năng|K22|ADULT|3|0.5|6-14|7-20|surgery
I10|Tăng huyết áp vô căn|Thuốc hạ áp|K04|ADULT|6|0.12|3-7|1-3|
E11.9|Đái tháo đường típ 2|Thuốc hạ đường huyết, chế độ ăn|K07|ADULT|4|0.2|5-9|1-3|
K29.7|Viêm dạ dày|Ức chế bơm proton|K05|ADULT|7|0.1|3-5|1-3|
N20.0|Sỏi thận|Tán sỏi qua da|K20|ADULT|3|0.7|3-7|5-10|surgery
H10.9|Viêm kết mạc|Nhỏ mắt kháng sinh|K30|ANY|5|0|1-1|2-5|
G43.9|Đau nửa đầu|Giảm đau, dự phòng cơn|K14|ADULT|3|0.05|2-3|1-2|
C50.9|U ác của vú|Phẫu thuật, hóa trị|K33|ADULT|1|0.95|8-20|20-30|surgery longTerm
C34.9|U ác của phế quản và phổi|Hóa trị, xạ trị|K33|ADULT|0.6|0.95|8-22|20-30|longTerm
N18.5|Bệnh thận mạn giai đoạn 5|Chạy thận nhân tạo chu kỳ|K08|ADULT|0.8|0.9|6-15|10-30|longTerm
A15.0|Lao phổi|Phác đồ kháng lao 2RHZE/4RHE|K17|ADULT|0.8|0.8|14-30|30-90|longTerm tuberculosis
F20.0|Tâm thần phân liệt thể paranoid|Thuốc chống loạn thần|K09|ADULT|0.4|0.9|14-30|15-30|longTerm
M32.9|Lupus ban đỏ hệ thống|Corticoid, ức chế miễn dịch|K10|ADULT|0.4|0.8|7-16|10-30|longTerm
K74.6|Xơ gan mất bù|Điều trị biến chứng, lợi tiểu|K05|ADULT|0.6|0.9|7-18|10-30|longTerm
I63.9|Nhồi máu não|Tiêu sợi huyết, phục hồi chức năng|K14|ADULT|0.9|1|8-20|20-30|longTerm`;

/** All illnesses of the world. */
const DISEASES: readonly Disease[] = TABLE.trim().split('\n').map(readDisease);

const adult = weigh((disease) => disease.who !== 'CHILD');
const child = weigh((disease) => disease.who !== 'ADULT');

/** Chooses an illness of a grown-up or a child, each as often as it is met. */
export function chooseDisease(random: RandomStream, of: 'ADULT' | 'CHILD'): Disease {
  return random.weighted(of === 'ADULT' ? adult : child);
}

function weigh(isFor: (disease: Disease) => boolean): readonly (readonly [Disease, number])[] {
  return DISEASES.filter(isFor).map((disease) => [disease, disease.weight]);
}

function readDisease(line: string): Disease {
  const [code = '', name = '', treatment = '', department = '', who = '', ...rest] = line.split('|');
  const [weight = '', inpatient = '', stay = '', leave = '', marks = ''] = rest;
  return {
    code,
    name,
    treatment,
    department,
    who: who === 'ADULT' || who === 'CHILD' ? who : 'ANY',
    weight: Number(weight),
    inpatient: Number(inpatient),
    stay: span(stay),
    leave: span(leave),
    ...(marks.includes('surgery') ? { surgery: true } : {}),
    ...(marks.includes('longTerm') ? { longTerm: true } : {}),
    ...(marks.includes('tuberculosis') ? { tuberculosis: true } : {}),
  };
}

function span(text: string): readonly [number, number] {
  const [least = '', most = ''] = text.split('-');
  return [Number(least), Number(most)];
}

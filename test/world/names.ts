import type { Gender, PersonName } from './person.ts';
import type { RandomStream } from './random.ts';

/** Words of which the names of one ethnic group are made, and how often the group is met. */
interface NameStock {
  /** Code of the group in the national list of ethnic groups (01 Kinh, 02 Tày, 03 Thái, 05 Khơ-me, 06 Mường, 08 Mông). */
  readonly ethnicityCode: string;
  readonly weight: number;
  readonly family: readonly (readonly [name: string, weight: number])[];
  readonly middle: Readonly<Record<'MALE' | 'FEMALE', readonly string[]>>;
  readonly given: Readonly<Record<'MALE' | 'FEMALE', readonly string[]>>;
}

const w = (text: string): readonly string[] => text.split(' ');
const even = (text: string): readonly (readonly [string, number])[] => w(text).map((name) => [name, 1]);

const KINH_GIVEN = {
  MALE: w(
    'Anh Bảo Bình Cường Dũng Duy Dương Đạt Đức Hải Hiếu Hòa Hoàng Hùng Huy Hưng Khang Khánh Khoa Kiên Lâm Linh Lộc Long Mạnh Minh Nam Nghĩa Nguyên Nhân Phong Phúc Phước Quân Quang Quý Sơn Tài Tâm Tân Thái Thắng Thành Thiện Thịnh Toàn Trí Trung Tú Tuấn Tùng Việt Vinh Vũ',
  ),
  FEMALE: w(
    'An Anh Ánh Chi Diễm Diệp Dung Duyên Giang Hà Hạnh Hằng Hiền Hoa Hồng Huệ Hương Huyền Lan Liên Linh Loan Ly Mai My Nga Ngân Ngọc Nguyệt Nhi Nhung Oanh Phương Phượng Quyên Quỳnh Tâm Thanh Thảo Thu Thủy Thư Thương Trang Trâm Trinh Tuyết Uyên Vân Vy Xuân Yến',
  ),
};

const STOCKS: readonly NameStock[] = [
  {
    ethnicityCode: '01',
    weight: 853,
    family: [
      ['Nguyễn', 384],
      ['Trần', 110],
      ['Lê', 95],
      ['Phạm', 70],
      ['Hoàng', 30],
      ['Huỳnh', 21],
      ['Phan', 45],
      ['Vũ', 22],
      ['Võ', 17],
      ['Đặng', 21],
      ['Bùi', 20],
      ['Đỗ', 14],
      ['Hồ', 13],
      ['Ngô', 13],
      ['Dương', 10],
      ['Lý', 5],
      ['Đinh', 9],
      ['Trịnh', 8],
      ['Mai', 8],
      ['Đoàn', 8],
      ['Lương', 7],
      ['Cao', 7],
      ['Tạ', 5],
      ['Trương', 9],
      ['Hà', 6],
      ['Lưu', 5],
      ['Thái', 4],
      ['Tô', 4],
      ['Châu', 3],
      ['Quách', 2],
      ['Tôn Thất', 1],
    ],
    middle: {
      MALE: w(
        'Văn Đức Minh Quang Hữu Thanh Xuân Quốc Ngọc Anh Gia Đình Công Tuấn Trọng Thành Bá Duy Hoàng Nhật',
      ),
      FEMALE: w('Thị Ngọc Thu Thanh Phương Kim Bích Hồng Minh Diệu Quỳnh Khánh Thùy Mỹ Hoài Bảo Tuyết Như'),
    },
    given: KINH_GIVEN,
  },
  {
    ethnicityCode: '02',
    weight: 40,
    family: even('Nông Hoàng Lương Bế Đàm Ma Hứa Triệu'),
    middle: { MALE: w('Văn Đức Quốc'), FEMALE: w('Thị Bích Thúy') },
    given: KINH_GIVEN,
  },
  {
    ethnicityCode: '03',
    weight: 36,
    family: even('Lò Cầm Quàng Lường Tòng Vì Cà Hà'),
    middle: { MALE: w('Văn Minh Ngọc'), FEMALE: w('Thị') },
    given: {
      MALE: w('Pâng Thoại Ọt Hặc Ín Phong Biên Chung Dương Thương'),
      FEMALE: w('Ún Ánh Pỏm Xoan Bun Thơ Lả Hiêng Inh Dung'),
    },
  },
  {
    ethnicityCode: '05',
    weight: 27,
    family: even('Thạch Sơn Kim Danh Lâm Châu'),
    middle: { MALE: w('Sa Chanh Minh'), FEMALE: w('Thị Sa Ngọc') },
    given: {
      MALE: w('Rết Sóc Phi Đara Rươl Thi Na Hên'),
      FEMALE: w('Đa Ry Tha Nhi Sóc Phiếp Ươne Sry'),
    },
  },
  {
    ethnicityCode: '06',
    weight: 28,
    family: even('Bùi Đinh Quách Hà Xa Bạch'),
    middle: { MALE: w('Văn Công'), FEMALE: w('Thị') },
    given: KINH_GIVEN,
  },
  {
    ethnicityCode: '08',
    weight: 16,
    family: even('Giàng Vàng Sùng Thào Lầu Mùa Hạng Cứ'),
    middle: { MALE: w('A Seo Mí'), FEMALE: w('Thị') },
    given: {
      MALE: w('Páo Chứ Sinh Tủa Dơ Lử Phử Chống Vừ'),
      FEMALE: w('Mỷ Dở Say Chá Súa Mai Pà Xúa'),
    },
  },
];

const stockOf = new Map(STOCKS.map((stock) => [stock.ethnicityCode, stock]));
const weightedStocks = STOCKS.map((stock) => [stock.ethnicityCode, stock.weight] as const);

/** Chooses an ethnic group as often as it is met in the country (census of 2019, the small groups left out). */
export function chooseEthnicity(random: RandomStream): string {
  return random.weighted(weightedStocks);
}

/** Chooses a full name of an ethnic group; children bear the family name given to them. */
export function chooseName(
  random: RandomStream,
  ethnicityCode: string,
  gender: Gender,
  family?: string,
): PersonName {
  const stock = stockOf.get(ethnicityCode);
  if (stock === undefined) throw new RangeError(`no names for ethnic group ${ethnicityCode}`);
  const column = gender === 'MALE' ? 'MALE' : 'FEMALE';
  const chosenFamily = family ?? random.weighted(stock.family);
  const given = random.pick(stock.given[column]);
  const middle = random.pick(stock.middle[column]);
  return { family: chosenFamily, middle: middle === given ? 'Thái' : middle, given };
}

/** The name as it is written, in the order family, middle, given (họ, chữ đệm, tên). */
export function fullName(name: PersonName): string {
  return `${name.family} ${name.middle} ${name.given}`;
}

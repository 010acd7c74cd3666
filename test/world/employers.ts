import { COMMUNES } from './places.ts';
import { employerCode, taxCode } from './numbers.ts';
import type { RandomStream } from './random.ts';

export type WorkingConditions = 'NORMAL' | 'HAZARDOUS' | 'SPECIAL_DIFFICULT_AREA';

/** An employer; all are invented. */
export interface Employer {
  readonly code: string;
  readonly taxCode: string;
  readonly name: string;
  readonly sector: string;
  readonly provinceCode: string;
  readonly conditions: WorkingConditions;
  /** Lowest and highest monthly salary that contributions are paid on, in million đồng. */
  readonly pay: readonly [number, number];
}

const TRADES: readonly (readonly [string, string, WorkingConditions, readonly [number, number]])[] = [
  ['Công ty TNHH May mặc', 'Sản xuất trang phục', 'NORMAL', [5, 12]],
  ['Công ty Cổ phần Điện tử', 'Sản xuất linh kiện điện tử', 'NORMAL', [6, 18]],
  ['Công ty Cổ phần Cơ khí', 'Gia công cơ khí', 'HAZARDOUS', [6, 17]],
  ['Công ty TNHH Thủy sản', 'Chế biến thủy sản', 'HAZARDOUS', [5, 11]],
  ['Trường Tiểu học', 'Giáo dục tiểu học', 'NORMAL', [6, 15]],
  ['Công ty Cổ phần Phần mềm', 'Lập trình máy vi tính', 'NORMAL', [9, 45]],
  ['Công ty TNHH Vận tải', 'Vận tải hàng hóa đường bộ', 'NORMAL', [6, 16]],
  ['Công ty Cổ phần Xây dựng', 'Xây dựng nhà các loại', 'HAZARDOUS', [6, 19]],
  ['Siêu thị', 'Bán lẻ tổng hợp', 'NORMAL', [5, 13]],
  ['Công ty TNHH Giày da', 'Sản xuất giày dép', 'NORMAL', [5, 11]],
];
const BRANDS =
  'Bình Minh,Đại Thành,Hòa Phú,Tân Tiến,Thiên Ân,Việt Hưng,Phúc Khang,An Nhiên,Sông Xanh,Trường An'.split(
    ',',
  );
/** Provinces of the mountains, where some work counts as done under special difficulty. */
const MOUNTAINS = new Set(['04', '08', '11', '12', '14', '15', '20']);

const seats = [...new Map(COMMUNES.map((commune) => [commune.provinceCode, commune])).values()];

/** Every employer of the world: ten in each province. */
export const EMPLOYERS: readonly Employer[] = seats.flatMap((seat, province) =>
  TRADES.map(([kind, sector, conditions, pay], trade) => {
    const serial = province * TRADES.length + trade + 1;
    const code = employerCode(serial);
    const region = seat.province.replace(/^(Tỉnh|Thành phố) /, '');
    return {
      code,
      taxCode: taxCode(serial),
      name: `${kind} ${BRANDS[(province + trade * 3) % BRANDS.length] ?? ''} ${region}`,
      sector,
      provinceCode: seat.provinceCode,
      conditions: MOUNTAINS.has(seat.provinceCode) && trade === 4 ? 'SPECIAL_DIFFICULT_AREA' : conditions,
      pay,
    };
  }),
);

const byProvince = Map.groupBy(EMPLOYERS, (employer) => employer.provinceCode);

/** Chooses an employer in a province. */
export function chooseEmployer(random: RandomStream, provinceCode: string): Employer {
  return random.pick(byProvince.get(provinceCode) ?? EMPLOYERS);
}

import { digits } from './numbers.ts';
import { COMMUNES } from './places.ts';

export type FacilityKind = 'GENERAL' | 'MATERNITY' | 'HEALTH_CENTRE' | 'SPECIALISED' | 'COUNCIL';

/**
 * A health facility or an assessment council. All names are invented; the codes start with 00 or 99, which are no
 * province, and so belong to no facility of the country.
 */
export interface Facility {
  readonly code: string;
  readonly name: string;
  readonly kind: FacilityKind;
  readonly address: string;
  readonly doctors: readonly string[];
  readonly head: string;
}

const FLOWERS =
  'Hoa Sen,Hoa Mai,Hoa Đào,Hướng Dương,Hoàng Lan,Ngọc Lan,Bằng Lăng,Phượng Vĩ,Hoa Cúc,Hoa Ban,Hoa Gạo,Thiên Lý'.split(
    ',',
  );
const DOCTORS = [
  'Lê Thị Hương Giang',
  'Trần Quốc Việt',
  'Phạm Ngọc Ánh',
  'Vũ Hải Đăng',
  'Đặng Thùy Dương',
  'Bùi Minh Triết',
  'Hồ Bảo Trâm',
  'Ngô Thanh Bình',
  'Dương Hoài Thương',
  'Đỗ Nhật Nam',
  'Phan Diệu Linh',
  'Võ Trọng Nghĩa',
];

/**
 * Hospitals have branches, so that the five digits of their notice numbers are enough for a world of a million people:
 * all of a family go to the branch that its index falls to.
 */
const BRANCHES = 25;
const FAMILIES_PER_BRANCH = 12_500;
/** More families than this have no notice numbers of their own. */
export const MOST_FAMILIES = BRANCHES * FAMILIES_PER_BRANCH;

const seats = [...new Map(COMMUNES.map((commune) => [commune.provinceCode, commune])).values()];
const provinceIndex = new Map(seats.map((seat, index) => [seat.provinceCode, index]));
const made = new Map<string, Facility>();
const national = ['Ung bướu', 'Phổi', 'Tim mạch', 'Chấn thương chỉnh hình', 'Nội tiết', 'Tâm thần'].map(
  (field, index) =>
    makeFacility(
      `00${900 + index}`,
      `Bệnh viện ${field} Trung ương Sao Mai`,
      'SPECIALISED',
      'Phường Cầu Giấy, Thành phố Hà Nội',
    ),
);

/** The facility of a kind in a province to which a family goes. */
export function facilityNear(
  provinceCode: string,
  kind: Exclude<FacilityKind, 'SPECIALISED'>,
  family: number,
): Facility {
  const branch = kind === 'GENERAL' || kind === 'MATERNITY' ? branchOf(family) : 0;
  const key = `${provinceCode}/${kind}/${branch}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const facility = facilityOf(provinceCode, kind, branch);
  made.set(key, facility);
  return facility;
}

/** The number of a notice about the `position`-th (0 to 7) possible subject of a family: unique at its branch. */
export function noticeNumber(family: number, position: number): string {
  return digits((family % FAMILIES_PER_BRANCH) * 8 + position, 5);
}

/** The specialised hospital to which a patient with this ICD-10 code is transferred. */
export function specialisedFor(icd10Code: string): Facility {
  const order = ['C', 'AJ', 'I', 'MS', 'EKNGHO'];
  const index = order.findIndex((letters) => letters.includes(icd10Code.charAt(0)));
  const found = national[index < 0 ? national.length - 1 : index];
  if (found === undefined) throw new RangeError('no specialised hospital');
  return found;
}

function facilityOf(provinceCode: string, kind: FacilityKind, branch: number): Facility {
  const index = provinceIndex.get(provinceCode);
  const seat = index === undefined ? undefined : seats[index];
  if (index === undefined || seat === undefined) throw new RangeError('no such province');
  const flower = FLOWERS[index % FLOWERS.length] ?? '';
  const region = seat.province.replace(/^(Tỉnh|Thành phố) /, '');
  const suffix = branch === 0 ? '' : `, cơ sở ${branch + 1}`;
  const address = `${seat.commune}, ${seat.province}`;
  const hospital = digits(index * BRANCHES + branch, 3);
  if (kind === 'GENERAL')
    return makeFacility(`00${hospital}`, `Bệnh viện Đa khoa ${flower} ${region}${suffix}`, kind, address);
  if (kind === 'MATERNITY')
    return makeFacility(`99${hospital}`, `Bệnh viện Sản - Nhi ${flower} ${region}${suffix}`, kind, address);
  if (kind === 'COUNCIL')
    return makeFacility(`00${860 + index}`, `Hội đồng Giám định y khoa ${seat.province}`, kind, address);
  return makeFacility(`99${860 + index}`, `Trung tâm Y tế khu vực ${flower} ${region}`, kind, address);
}

function makeFacility(code: string, name: string, kind: FacilityKind, address: string): Facility {
  const serial = Number(code);
  const doctors = [0, 1, 2].map((step) => DOCTORS[(serial * 5 + step * 4) % DOCTORS.length] ?? '');
  return { code, name, kind, address, doctors, head: DOCTORS[(serial * 7 + 3) % DOCTORS.length] ?? '' };
}

function branchOf(family: number): number {
  if (family >= MOST_FAMILIES) throw new RangeError('the world is too large: its limit is a million people');
  return Math.floor(family / FAMILIES_PER_BRANCH);
}

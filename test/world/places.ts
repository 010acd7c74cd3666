import type { RandomStream } from './random.ts';

/** A commune-level unit (xã, phường, đặc khu) of one of the 34 provinces in force since 1 July 2025. */
export interface Commune {
  readonly provinceCode: string;
  readonly province: string;
  /** Five digits starting with 9: no commune of the country has such a code. */
  readonly communeCode: string;
  readonly commune: string;
  readonly isUrban: boolean;
}

/** An address as the population database keeps it. */
export interface PostalAddress {
  readonly provinceCode: string;
  readonly province: string;
  readonly communeCode: string;
  readonly commune: string;
  readonly detail: string;
}

/** Code | province | people in hundred thousands | communes; P. is a ward (phường), X. a commune (xã), Đ. a special zone. */
const PROVINCES = `
01|Thành phố Hà Nội|88|P. Cầu Giấy, P. Hoàng Mai, P. Long Biên, X. Đông Anh, X. Sóc Sơn
04|Tỉnh Cao Bằng|6|P. Thục Phán, X. Trùng Khánh, X. Nguyên Bình
08|Tỉnh Tuyên Quang|19|P. Minh Xuân, X. Chiêm Hóa, X. Đồng Văn
11|Tỉnh Điện Biên|7|P. Mường Thanh, X. Tuần Giáo, X. Mường Nhé
12|Tỉnh Lai Châu|5|P. Tân Phong, X. Sìn Hồ, X. Than Uyên
14|Tỉnh Sơn La|14|P. Tô Hiệu, P. Mộc Châu, X. Thuận Châu
15|Tỉnh Lào Cai|18|P. Cam Đường, P. Yên Bái, X. Bát Xát
19|Tỉnh Thái Nguyên|18|P. Phan Đình Phùng, P. Phổ Yên, X. Đại Từ
20|Tỉnh Lạng Sơn|9|P. Kỳ Lừa, X. Lộc Bình, X. Bắc Sơn
22|Tỉnh Quảng Ninh|14|P. Hồng Gai, P. Cẩm Phả, Đ. Vân Đồn
24|Tỉnh Bắc Ninh|36|P. Kinh Bắc, P. Từ Sơn, P. Việt Yên, X. Yên Phong
25|Tỉnh Phú Thọ|40|P. Việt Trì, P. Vĩnh Yên, P. Hòa Bình, X. Lâm Thao
31|Thành phố Hải Phòng|47|P. Hồng Bàng, P. Lê Chân, P. Hải Dương, X. Vĩnh Bảo
33|Tỉnh Hưng Yên|36|P. Phố Hiến, P. Thái Bình, X. Văn Giang, X. Tiền Hải
37|Tỉnh Ninh Bình|44|P. Hoa Lư, P. Phủ Lý, P. Nam Định, X. Hải Hậu
38|Tỉnh Thanh Hóa|43|P. Hạc Thành, P. Sầm Sơn, X. Hậu Lộc, X. Cẩm Thủy
40|Tỉnh Nghệ An|38|P. Trường Vinh, P. Cửa Lò, X. Diễn Châu, X. Con Cuông
42|Tỉnh Hà Tĩnh|16|P. Thành Sen, P. Sông Trí, X. Cẩm Xuyên
44|Tỉnh Quảng Trị|19|P. Đồng Hới, P. Đông Hà, X. Lệ Thủy
46|Thành phố Huế|14|P. Thuận Hóa, P. Hương Thủy, X. Phú Lộc
48|Thành phố Đà Nẵng|31|P. Hải Châu, P. Sơn Trà, P. Hội An, X. Đại Lộc
51|Tỉnh Quảng Ngãi|22|P. Cẩm Thành, P. Kon Tum, X. Bình Sơn
52|Tỉnh Gia Lai|36|P. Quy Nhơn, P. Pleiku, X. Tuy Phước
56|Tỉnh Khánh Hòa|22|P. Nha Trang, P. Phan Rang, X. Diên Khánh
66|Tỉnh Đắk Lắk|33|P. Buôn Ma Thuột, P. Tuy Hòa, X. Ea Súp
68|Tỉnh Lâm Đồng|39|P. Xuân Hương, P. Phan Thiết, P. La Gi, X. Đức Trọng
75|Tỉnh Đồng Nai|45|P. Trấn Biên, P. Biên Hòa, P. Đồng Xoài, X. Long Thành
79|Thành phố Hồ Chí Minh|140|P. Bến Thành, P. Thủ Đức, P. Dĩ An, P. Vũng Tàu, P. Bình Tân, X. Củ Chi, X. Hóc Môn
80|Tỉnh Tây Ninh|32|P. Tân Ninh, P. Long An, X. Đức Hòa
82|Tỉnh Đồng Tháp|43|P. Mỹ Tho, P. Cao Lãnh, P. Sa Đéc, X. Cái Bè
86|Tỉnh Vĩnh Long|42|P. Long Châu, P. Bến Tre, P. Trà Vinh, X. Chợ Lách
91|Tỉnh An Giang|49|P. Rạch Giá, P. Long Xuyên, P. Châu Đốc, X. Thoại Sơn
92|Thành phố Cần Thơ|42|P. Ninh Kiều, P. Sóc Trăng, P. Vị Thanh, X. Phong Điền
96|Tỉnh Cà Mau|26|P. An Xuyên, P. Bạc Liêu, X. Năm Căn`;

const KINDS: Readonly<Record<string, string>> = { P: 'Phường', X: 'Xã', Đ: 'Đặc khu' };
const STREETS =
  'Trần Phú,Lê Lợi,Nguyễn Huệ,Hai Bà Trưng,Quang Trung,Lý Thường Kiệt,Trần Hưng Đạo,Nguyễn Trãi,Hùng Vương,Phan Chu Trinh,Lạc Long Quân,Điện Biên Phủ,Ngô Quyền,Bà Triệu'.split(
    ',',
  );
const HAMLETS =
  'Thôn Đông,Thôn Đoài,Thôn Trung,Xóm Mới,Xóm Đình,Ấp Bình An,Ấp Tân Lợi,Ấp Hòa Thuận,Bản Nà Khoang,Buôn Kmrơng,Khu phố 3,Tổ dân phố 5'.split(
    ',',
  );

const communesByProvince = PROVINCES.trim().split('\n').map(readProvince);
const weightedProvinces = communesByProvince.map(({ people, communes }) => [communes, people] as const);

/** All communes of the world, in the order of their provinces. */
export const COMMUNES: readonly Commune[] = communesByProvince.flatMap(({ communes }) => communes);

/** Chooses a commune; a province as often as people live there. */
export function chooseCommune(random: RandomStream): Commune {
  return random.pick(random.weighted(weightedProvinces));
}

/** Chooses a house in a commune. */
export function chooseAddress(random: RandomStream, at: Commune): PostalAddress {
  const { provinceCode, province, communeCode, commune } = at;
  const detail = at.isUrban ? `Số ${random.int(1, 399)} đường ${random.pick(STREETS)}` : random.pick(HAMLETS);
  return { provinceCode, province, communeCode, commune, detail };
}

/** The address in one line, from the house to the province. */
export function addressLine(address: PostalAddress): string {
  return `${address.detail}, ${address.commune}, ${address.province}`;
}

function readProvince(line: string): { readonly people: number; readonly communes: readonly Commune[] } {
  const [provinceCode = '', province = '', people = '', communes = ''] = line.split('|');
  return {
    people: Number(people),
    communes: communes.split(', ').map((text, index) => ({
      provinceCode,
      province,
      communeCode: `9${provinceCode}${String(index + 1).padStart(2, '0')}`,
      commune: `${KINDS[text.charAt(0)] ?? ''} ${text.slice(3)}`,
      isUrban: text.startsWith('P'),
    })),
  };
}

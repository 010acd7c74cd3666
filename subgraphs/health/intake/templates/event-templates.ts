import { printedPerson } from './person-fields.ts';
import { versionsOf130 } from './versions-of-130.ts';
import {
  choice,
  day,
  flag,
  gender,
  icd10,
  instant,
  insuranceNumber,
  may,
  must,
  orElse,
  text,
  whole,
  type CheckRule,
  type FieldRule,
  type PaperTemplate,
  type Shape,
} from './template.ts';

/** The national code of a birth notice: a re-issue keeps it. */
const birthNoticeCode: Shape = { kind: 'pattern', pattern: /^\d{5}\.GCS\.\d{5}\.\d{2}$/, most: 18 };
/** Of a death notice only the shape of an example is known: unverified. */
const deathNoticeCode: Shape = { kind: 'pattern', pattern: /^\d{5}\.GBT\.\d{4,5}\.\d{2}$/, most: 18 };

const birthInOrder: readonly CheckRule[] = [
  { rule: 'DATES_OUT_OF_ORDER', earlier: 'childBornAt', later: 'issuedOn' },
  { rule: 'DATE_IN_FUTURE', field: 'childBornAt' },
  { rule: 'DATE_IN_FUTURE', field: 'issuedOn' },
];

const ofBirth: readonly FieldRule[] = [
  may('MA_BHXH_NND', 'motherSiNumber', insuranceNumber),
  may('MA_THE_NND', 'motherCardNumber', text(15)),
  must('HO_TEN_NND', 'motherName', text(255)),
  may('NGAYSINH_NND', 'motherBirthDate', day),
  may('MA_DANTOC_NND', 'motherEthnicityCode', text(2)),
  may('SO_CCCD_NND', 'motherIdNumber', text(15)),
  may('NGAYCAP_CCCD_NND', 'motherIdIssuedOn', day),
  may('NOICAP_CCCD_NND', 'motherIdIssuedBy', text(1024)),
  may('NOI_CU_TRU_NND', 'motherResidence', text(1024)),
  orElse('MA_QUOCTICH', 'motherNationality', text(3), 'VNM'),
  may('MATINH_CU_TRU', 'motherProvinceCode', text(3)),
  may('MAXA_CU_TRU', 'motherCommuneCode', text(5)),
  may('HO_TEN_CHA', 'fatherName', text(255)),
  may('MA_THE_TAM', 'childTemporaryCard', text(15)),
  may('HO_TEN_CON', 'childIntendedName', text(255)),
  must('GIOI_TINH_CON', 'childGender', gender),
  must('SO_CON', 'childrenInThisBirth', whole(1, 99)),
  must('LAN_SINH', 'birthOrder', whole(1, 99)),
  must('SO_CON_SONG', 'livingChildrenIncludingThis', whole(0, 99)),
  must('CAN_NANG_CON', 'childWeightGrams', whole(100, 9999)),
  must('NGAY_SINH_CON', 'childBornAt', instant),
  must('NOI_SINH_CON', 'birthPlace', text(1024)),
  must('TINH_TRANG_CON', 'childCondition', text(1024)),
  must('SINHCON_PHAUTHUAT', 'deliveredBySurgery', flag),
  must('SINHCON_DUOI32TUAN', 'bornBefore32Weeks', flag),
  may('GHI_CHU', 'note', text(1024)),
  must('NGUOI_DO_DE', 'deliveredBy', text(255)),
  must('NGUOI_GHI_PHIEU', 'recordedBy', text(255)),
  must('MA_TTDV', 'headSignerId', text(255)),
  must('NGAY_CT', 'issuedOn', day),
  must('SO', 'number', text(200)),
  must('QUYEN_SO', 'bookNumber', text(200)),
];

const xml9: readonly FieldRule[] = [
  must('MA_LK', 'episodeId', text(100)),
  // The data set has no national code; the number in its book is unique at the facility.
  must('SO', 'code', text(200)),
  ...ofBirth,
  orElse('MTH', 'isSurrogateBirth', flag, false),
];

const noticeOfBirth: readonly FieldRule[] = [
  may('MA_LK', 'episodeId', text(100)),
  must('MA_GCS', 'code', birthNoticeCode),
  ...ofBirth,
  may('NGAYSINH_CHA_NND', 'fatherBirthDate', day),
  may('SO_CCCD_CHA_NND', 'fatherIdNumber', text(15)),
  orElse('MTH', 'isSurrogateBirth', flag, false),
  may('HO_TEN_MTH', 'surrogateName', text(255), 'isSurrogateBirth'),
  may('NGAYSINH_MTH', 'surrogateBirthDate', day),
  may('SO_CCCD_MTH', 'surrogateIdNumber', text(15)),
  may('HO_TEN_CHA_MTH', 'surrogateHusbandName', text(255)),
  may('SO_CCCD_CHA_MTH', 'surrogateHusbandIdNumber', text(15)),
  orElse('CAP_LAN_DAU', 'firstIssue', flag, true),
];

const noticeOfDeath: readonly FieldRule[] = [
  may('MA_LK', 'episodeId', text(100)),
  must('MA_GBT', 'code', deathNoticeCode),
  ...printedPerson,
  may('MA_HSBA', 'medicalRecordCode', text(200)),
  may('DCHI_HIENTAI', 'currentAddress', text(1024)),
  may('NGAYGIO_VV', 'admittedAt', instant),
  must('NGAY_TV', 'diedAt', instant),
  must('TINH_TRANG_TV', 'deathCondition', text(1024)),
  must('NGUYENNHAN_TV', 'causeOfDeath', text(1024)),
  may('BENH_ICD10_ID|BENH_ICD10_MA', 'icd10Code', icd10),
  may('BENH_ICD10_TEN', 'icd10Name', text(255)),
  must('NGUOI_GHIGIAY', 'recordedBy', text(255)),
  may('NGUOI_THANTHICH', 'relativeName', text(255)),
  must('TTRUONG_DVI', 'headSignerName', text(255)),
  must('SO_BAOTU', 'number', text(200)),
  must('QUYEN_SO', 'bookNumber', text(200)),
  must('NGAY_CAPGIAYBT', 'issuedOn', day),
  may('SO_BAOTU_BD', 'firstNumber', text(200)),
  may('QUYEN_SO_BD', 'firstBookNumber', text(200)),
  may('DIACHI_CSKCB', 'facilityAddress', text(1024)),
];

const rate = whole(0, 100);

const assessment: readonly FieldRule[] = [
  must('SO_BIEN_BAN', 'code', text(200)),
  must('NGUOI_CHU_TRI', 'chairName', text(255)),
  must('CHUC_VU', 'chairRole', choice({ 1: 'CHAIR', 2: 'SIGNS_FOR_CHAIR' })),
  must('NGAY_HOP', 'meetingOn', day),
  ...printedPerson,
  may('DIEN_THOAI', 'patient.phone', text(15)),
  must(
    'MA_DOI_TUONG',
    'subjectGroupCode',
    choice(
      Object.fromEntries(
        ['BB', 'BHXH1L', 'BNN', 'CDHH', 'KNLDH', 'KNLDT', 'NKT', 'NVQS', 'TB', 'TH', 'TNLD'].map((code) => [
          code,
          code,
        ]),
      ),
    ),
  ),
  must(
    'KHAM_GIAM_DINH',
    'examination',
    choice({
      1: 'FIRST',
      2: 'AGAIN',
      3: 'RELAPSE',
      4: 'FINAL_APPEAL',
      5: 'LAST',
      6: 'SUPPLEMENTARY',
      7: 'MISSED_WOUND',
      8: 'COMBINED',
    }),
  ),
  may('TYLE_TTCT_CU', 'previousInjuryRate', rate),
  must('TYLE_TTCT_MOI', 'newInjuryRate', rate),
  must('TONG_TYLE_TTCT', 'totalInjuryRate', rate),
  may('DANG_HUONG_CHE_DO', 'currentBenefits', text(1024)),
  must('NGAY_CHUNG_TU', 'issuedOn', day),
  may('SO_GIAY_GIOI_THIEU', 'referralNumber', text(200)),
  may('NGAY_DE_NGHI', 'referredOn', day),
  may('MA_DONVI', 'referringUnitCode', text(200)),
  may('GIOI_THIEU_CUA', 'referredBy', text(1024)),
  must('KET_QUA_KHAM', 'findings', text(100_000)),
  must('SO_VAN_BAN_CAN_CU', 'legalBasis', text(1024)),
  may('DANG_KHUYETTAT', 'disabilityKind', whole(1, 6)),
  may('MUC_DO_KHUYETTAT', 'disabilityLevel', whole(1, 4)),
  may('DE_NGHI', 'recommendation', text(1024)),
  may('DUOC_XACDINH', 'determination', text(1024)),
];

/** The kind of file of an assessment record: councils type it, no hospital file brings it. */
export const assessmentFile = 'XML12';

const ofBirthNotice = {
  kind: 'MEDICAL_BIRTH_NOTICE',
  eventTags: ['NGAY_SINH_CON'],
  checks: birthInOrder,
} as const;

/** Papers about an event, by the kind of file that brings them. */
export const eventTemplates: Readonly<Record<string, readonly PaperTemplate[]>> = {
  XML9: versionsOf130('XML9', ofBirthNotice, () => xml9),
  GIAYCHUNGSINH: [{ ...ofBirthNotice, id: '22/2025/TT-BYT', from: '2025-10-01', fields: noticeOfBirth }],
  GIAYBAOTU: [
    {
      kind: 'MEDICAL_DEATH_NOTICE',
      eventTags: ['NGAY_TV'],
      id: '25/2025/TT-BYT M05',
      from: '2025-07-01',
      fields: noticeOfDeath,
      checks: [
        { rule: 'DATES_OUT_OF_ORDER', earlier: 'admittedAt', later: 'diedAt' },
        { rule: 'DATES_OUT_OF_ORDER', earlier: 'diedAt', later: 'issuedOn' },
        { rule: 'DATE_IN_FUTURE', field: 'diedAt' },
        { rule: 'DATE_IN_FUTURE', field: 'issuedOn' },
      ],
    },
  ],
  [assessmentFile]: versionsOf130(
    assessmentFile,
    {
      kind: 'MEDICAL_ASSESSMENT_RECORD',
      eventTags: ['NGAY_HOP'],
      checks: [
        { rule: 'DATES_OUT_OF_ORDER', earlier: 'meetingOn', later: 'issuedOn' },
        { rule: 'DATE_IN_FUTURE', field: 'issuedOn' },
      ],
    },
    () => assessment,
  ),
};

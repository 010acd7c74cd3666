import { headerPerson } from './person-fields.ts';
import {
  birth,
  choice,
  day,
  facility,
  gender,
  icd10,
  instant,
  list,
  may,
  must,
  text,
  type FieldRule,
  type PaperTemplate,
} from './template.ts';
import { versionsOf130, type Lengths } from './versions-of-130.ts';

const xml13 = ({ signer, doctor }: Lengths): readonly FieldRule[] => [
  must('MA_LK', 'episodeId', text(100)),
  must('SO_HOSO', 'fileNumber', text(50)),
  must('SO_CHUYENTUYEN', 'registerNumber', text(50)),
  must('GIAY_CHUYEN_TUYEN', 'code', text(50)),
  must('MA_NOI_DI', 'fromFacilityCode', facility),
  must('MA_NOI_DEN', 'toFacilityCode', facility),
  must('HO_TEN', 'patient.fullName', text(255)),
  must('NGAY_SINH', 'patient', birth),
  must('GIOI_TINH', 'patient.gender', gender),
  may('MA_QUOCTICH', 'patient.nationality', text(3)),
  may('MA_DANTOC|MA_DAN_TOC', 'patient.ethnicityCode', text(2)),
  may('MA_NGHE_NGHIEP', 'patient.occupation', text(5)),
  may('DIA_CHI', 'patient.address', text(1024)),
  may('MA_THE_BHYT', 'patient.cardNumber', text(255)),
  may('GT_THE_DEN', 'cardValidTo', day),
  must('NGAY_VAO', 'admittedAt', instant),
  may('NGAY_VAO_NOI_TRU', 'inpatientFrom', instant),
  must('NGAY_RA', 'dischargedAt', instant),
  must('DAU_HIEU_LS', 'clinicalSigns', text(100_000)),
  must('CHAN_DOAN_RV', 'diagnosis', text(1500)),
  may('QT_BENHLY', 'clinicalCourse', text(100_000)),
  may('TOMTAT_KQ', 'investigationSummary', text(100_000)),
  may('PP_DIEUTRI', 'treatmentMethod', text(1500)),
  must('MA_BENH_CHINH', 'icd10Code', icd10),
  may('MA_BENH_KT', 'otherIcd10Codes', list(100)),
  may('MA_BENH_YHCT', 'traditionalMedicineCodes', list(255)),
  may('TEN_DICH_VU', 'servicesUsed', text(1024)),
  may('TEN_THUOC', 'medicinesUsed', text(1024)),
  may('PP_DIEU_TRI', 'treatmentCode', text(255)),
  may('MA_LOAI_RV', 'dischargeKindCode', text(1)),
  must('MA_LYDO_CT', 'reason', choice({ 1: 'ELIGIBLE', 2: 'BEYOND_CAPABILITY', 3: 'ON_REQUEST' })),
  may('HUONG_DIEU_TRI', 'treatmentPlan', text(1500)),
  may('PHUONGTIEN_VC', 'transport', text(255)),
  may('HOTEN_NGUOI_HT', 'escortName', text(255)),
  may('CHUCDANH_NGUOI_HT', 'escortTitle', text(255)),
  must('MA_BAC_SI', 'doctorId', text(doctor)),
  must('MA_TTDV', 'headSignerId', text(signer)),
  // The form has no day of issue: the paper is written when the patient leaves.
  must('NGAY_RA', 'issuedOn', instant),
];

/** The paper names its patient but for the personal number: that is in XML1. */
const headerFields = headerPerson.filter(({ to }) => to === 'patient.idDocumentNumber');

/** Transfer papers, by the kind of file that brings them. */
export const transferTemplates: Readonly<Record<string, readonly PaperTemplate[]>> = {
  XML13: versionsOf130(
    'XML13',
    {
      kind: 'TRANSFER_PAPER',
      eventTags: ['NGAY_RA'],
      headerFields,
      checks: [
        { rule: 'DATES_OUT_OF_ORDER', earlier: 'admittedAt', later: 'dischargedAt' },
        { rule: 'DATES_OUT_OF_ORDER', earlier: 'inpatientFrom', later: 'dischargedAt' },
        { rule: 'DATE_IN_FUTURE', field: 'dischargedAt' },
      ],
    },
    xml13,
  ),
};

import { versionsOf130, type Lengths } from './versions-of-130.ts';
import { disease, headerDisease, headerPerson, printedPerson } from './person-fields.ts';
import {
  choice,
  day,
  flag,
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
} from './template.ts';

const stayInOrder: readonly CheckRule[] = [
  { rule: 'DATES_OUT_OF_ORDER', earlier: 'admittedAt', later: 'dischargedAt' },
  { rule: 'DATE_IN_FUTURE', field: 'dischargedAt' },
  { rule: 'DATE_IN_FUTURE', field: 'issuedOn' },
];

const dischargeChecks: readonly CheckRule[] = [
  ...stayInOrder,
  { rule: 'DATES_DIFFER', one: 'dischargedAt', other: 'issuedOn' },
  { rule: 'DATES_OUT_OF_ORDER', earlier: 'outpatientLeaveFrom', later: 'outpatientLeaveTo' },
];

const xml7 = ({ signer, doctor, leaveDays }: Lengths): readonly FieldRule[] => [
  must('MA_LK', 'episodeId', text(100)),
  must('SO_LUU_TRU', 'code', text(200)),
  must('MA_YTE', 'patient.patientCode', text(200)),
  must('MA_KHOA_RV', 'dischargeDepartmentCode', text(200)),
  must('NGAY_VAO', 'admittedAt', instant),
  must('NGAY_RA', 'dischargedAt', instant),
  orElse('MA_DINH_CHI_THAI', 'pregnancyTerminated', flag, false),
  may('NGUYENNHAN_DINHCHI', 'terminationReason', text(1024), 'pregnancyTerminated'),
  may('THOIGIAN_DINHCHI', 'terminationAt', instant, 'pregnancyTerminated'),
  may('TUOI_THAI', 'gestationWeeks', whole(1, 42), 'pregnancyTerminated'),
  must('CHAN_DOAN_RV', 'dischargeDiagnosis', text(1500)),
  must('PP_DIEUTRI', 'treatmentMethod', text(1500)),
  may('GHI_CHU', 'note', text(1500)),
  must('MA_TTDV', 'headSignerId', text(signer)),
  must('MA_BS', 'doctorId', text(doctor)),
  must('TEN_BS', 'doctorName', text(255)),
  must('NGAY_CT', 'issuedOn', day),
  may('MA_CHA', 'fatherSiNumber', insuranceNumber),
  may('MA_ME', 'motherSiNumber', insuranceNumber),
  may('HO_TEN_CHA', 'fatherName', text(255)),
  may('HO_TEN_ME', 'motherName', text(255)),
  may('MA_THE_TAM', 'patient.temporaryCardNumber', text(15)),
  may('SO_NGAY_NGHI', 'outpatientLeaveDays', whole(0, leaveDays)),
  may('NGOAITRU_TUNGAY', 'outpatientLeaveFrom', day),
  may('NGOAITRU_DENNGAY', 'outpatientLeaveTo', day),
];

const ct03: readonly FieldRule[] = [
  may('MA_LK', 'episodeId', text(100)),
  must('SO_LUU_TRU', 'code', text(200)),
  must('MA_KHOA', 'dischargeDepartmentCode', text(200)),
  must('NGAY_VAO', 'admittedAt', instant),
  must('NGAY_RA', 'dischargedAt', instant),
  orElse('DINH_CHI_THAI_NGHEN', 'pregnancyTerminated', flag, false),
  may('TUOI_THAI', 'gestationWeeks', whole(1, 42), 'pregnancyTerminated'),
  must('CHAN_DOAN', 'dischargeDiagnosis', text(1500)),
  ...disease,
  must('PP_DIEUTRI', 'treatmentMethod', text(1500)),
  may('GHI_CHU', 'note', text(1500)),
  must('THU_TRUONG_DVI|THU_TRUONG_DV', 'headSignerId', text(255)),
  must('MA_CCHN_TRUONGKHOA', 'doctorId', text(255)),
  must('TEN_TRUONGKHOA', 'doctorName', text(255)),
  must('NGAY_CHUNG_TU', 'issuedOn', day),
  may('HO_TEN_CHA', 'fatherName', text(255)),
  may('HO_TEN_ME', 'motherName', text(255)),
  may('NGOAITRU_TUNGAY', 'outpatientLeaveFrom', day),
  may('NGOAITRU_DENNGAY', 'outpatientLeaveTo', day),
  ...printedPerson,
];

const outcomes = choice({
  1: 'CURED',
  2: 'IMPROVED',
  3: 'UNCHANGED',
  4: 'WORSE',
  5: 'DIED',
  6: 'DISCHARGED_SEVERE',
  7: 'UNDETERMINED',
  8: 'DIED_OUTSIDE',
});

const summary: readonly FieldRule[] = [
  may('HO_TEN_CHA', 'fatherName', text(255)),
  may('HO_TEN_ME', 'motherName', text(255)),
  may('NGUOI_GIAM_HO', 'guardianName', text(255)),
  may('DON_VI', 'employerName', text(1024)),
  must('NGAY_VAO', 'admittedAt', instant),
  must('NGAY_RA', 'dischargedAt', instant),
  must('CHAN_DOAN_VAO', 'admissionDiagnosis', text(1500)),
  must('CHAN_DOAN_RV', 'dischargeDiagnosis', text(1500)),
  must('QT_BENHLY', 'clinicalCourse', text(100_000)),
  must('TOMTAT_KQ', 'investigationSummary', text(100_000)),
  must('PP_DIEUTRI', 'treatmentMethod', text(1500)),
  may('NGAY_SINHCON', 'childBornOn', day),
  may('NGAY_CONCHET', 'childDiedOn', day),
  may('SO_CONCHET', 'childrenDied', whole(0, 99)),
  must('KET_QUA_DTRI', 'outcome', outcomes),
  may('GHI_CHU', 'note', text(1500)),
];

const xml8 = ({ signer }: Lengths): readonly FieldRule[] => [
  must('MA_LK', 'episodeId', text(100)),
  // The form has no number of its own: a treatment has one summary.
  must('MA_LK', 'code', text(100)),
  must('MA_LOAI_KCB', 'careTypeCode', choice({ '02': '02', '03': '03', '04': '04', '09': '09' })),
  ...summary,
  must('MA_TTDV', 'headSignerId', text(signer)),
  must('NGAY_CT', 'issuedOn', day),
  may('MA_THE_TAM', 'patient.temporaryCardNumber', text(15)),
];

const ct04: readonly FieldRule[] = [
  may('MA_LK', 'episodeId', text(100)),
  must('SO_LUU_TRU', 'code', text(200)),
  orElse('MA_LOAI_KCB', 'careTypeCode', text(2), '03'),
  ...summary,
  ...disease,
  may('LYDO_VVIEN', 'admissionReason', text(1500)),
  may('TIEN_SU_BENH', 'history', text(100_000)),
  may('DAU_HIEU_LAM_SANG', 'clinicalSigns', text(100_000)),
  may('NOI_KHOA', 'internalMedicine', text(1500)),
  may('PHAU_THUAT_THU_THUAT', 'surgeryOrProcedure', text(1500)),
  may('IS_PHAU_THUAT_THU_THUAT', 'hadSurgery', flag),
  may('HUONG_DIEU_TRI', 'treatmentPlan', text(1500)),
  may('IS_LAO_GIAI_DOAN_NANG', 'severeTuberculosis', flag),
  may('IS_XO_GAN_GIAI_DOAN_MAT_BU', 'decompensatedCirrhosis', flag),
  must('THU_TRUONG_DVI|THU_TRUONG_DV|MA_TTDV', 'headSignerId', text(255)),
  must('NGAY_CHUNG_TU|NGAY_CT', 'issuedOn', day),
  ...printedPerson,
];

type Form = Pick<PaperTemplate, 'kind' | 'eventTags' | 'checks'>;

const discharge: Form = { kind: 'DISCHARGE_PAPER', eventTags: ['NGAY_RA'], checks: dischargeChecks };
const ofRecord: Form = { kind: 'MEDICAL_RECORD_SUMMARY', eventTags: ['NGAY_RA'], checks: stayInOrder };

const joined = { headerFields: [...headerPerson, ...headerDisease] };

const allThree = {
  rule: 'TAGS_INCOMPLETE',
  fields: ['outpatientLeaveDays', 'outpatientLeaveFrom', 'outpatientLeaveTo'],
} as const;
const counted = {
  rule: 'DAYS_MISCOUNTED',
  days: 'outpatientLeaveDays',
  from: 'outpatientLeaveFrom',
  to: 'outpatientLeaveTo',
  slack: 0,
} as const;
const both = { rule: 'TAGS_INCOMPLETE', fields: ['outpatientLeaveFrom', 'outpatientLeaveTo'] } as const;

/** Papers about a stay, by the kind of file that brings them. */
export const stayTemplates: Readonly<Record<string, readonly PaperTemplate[]>> = {
  XML7: versionsOf130(
    'XML7',
    { ...discharge, ...joined, checks: [...dischargeChecks, allThree, counted] },
    xml7,
  ),
  XML8: versionsOf130('XML8', { ...ofRecord, ...joined }, xml8),
  CT03: [
    {
      ...discharge,
      id: '25/2025/TT-BYT CT03',
      from: '2025-07-01',
      fields: ct03,
      checks: [...dischargeChecks, both],
    },
  ],
  CT04: [{ ...ofRecord, id: '25/2025/TT-BYT CT04', from: '2025-07-01', fields: ct04 }],
};

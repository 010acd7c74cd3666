import { disease, headerDisease, headerPerson, printedPerson } from './person-fields.ts';
import { versionsOf130 } from './versions-of-130.ts';
import {
  day,
  flag,
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

const ofLeave: readonly CheckRule[] = [
  { rule: 'DATES_OUT_OF_ORDER', earlier: 'leaveFrom', later: 'leaveTo' },
  { rule: 'DATES_OUT_OF_ORDER', earlier: 'leaveFrom', later: 'issuedOn' },
  { rule: 'DATE_IN_FUTURE', field: 'issuedOn' },
  { rule: 'DAYS_MISCOUNTED', days: 'leaveDays', from: 'leaveFrom', to: 'leaveTo', slack: 0 },
];

const ofRest: readonly CheckRule[] = [
  { rule: 'DATES_OUT_OF_ORDER', earlier: 'restFrom', later: 'restTo' },
  { rule: 'DATE_IN_FUTURE', field: 'issuedOn' },
  // The official text counts the difference, its own example the days: both are taken.
  { rule: 'DAYS_MISCOUNTED', days: 'restDays', from: 'restFrom', to: 'restTo', slack: 1 },
];

const certificate: readonly FieldRule[] = [
  must('SO_SERI', 'serialNumber', text(200)),
  must('SO_KCB', 'facilityInternalNumber', text(200)),
  must('DON_VI', 'employerName', text(1024)),
  must('TU_NGAY', 'leaveFrom', day),
  must('DEN_NGAY', 'leaveTo', day),
  may('HO_TEN_CHA', 'fatherName', text(255)),
  may('HO_TEN_ME', 'motherName', text(255)),
  orElse('MAU_SO', 'formNumber', text(5), 'CT07'),
];

const xml11: readonly FieldRule[] = [
  must('MA_LK', 'episodeId', text(100)),
  must('SO_CT', 'code', text(200)),
  ...certificate,
  must('MA_BHXH', 'patient.siNumber', insuranceNumber),
  may('MA_THE_BHYT', 'patient.cardNumber', text(255)),
  must('CHAN_DOAN_RV', 'diagnosis', text(1500)),
  must('PP_DIEUTRI', 'treatmentMethod', text(1500)),
  orElse('MA_DINH_CHI_THAI', 'pregnancyTerminated', flag, false),
  may('NGUYENNHAN_DINHCHI', 'terminationReason', text(1024), 'pregnancyTerminated'),
  may('TUOI_THAI', 'gestationWeeks', whole(1, 42), 'pregnancyTerminated'),
  must('SO_NGAY_NGHI', 'leaveDays', whole(1, 999)),
  // Leave begins on the day of the examination.
  must('TU_NGAY', 'examinedOn', day),
  must('MA_BS', 'practitionerId', text(255)),
  may('TEN_BS', 'practitionerName', text(255)),
  must('MA_TTDV', 'headSignerId', text(255)),
  must('NGAY_CT', 'issuedOn', day),
  may('MA_THE_TAM', 'patient.temporaryCardNumber', text(15)),
];

const ct07: readonly FieldRule[] = [
  may('MA_LK', 'episodeId', text(100)),
  must('MA_CT', 'code', text(200)),
  ...certificate,
  must('CHANDOAN_DIEUTRI|CHAN_DOAN', 'diagnosis', text(1500)),
  ...disease,
  must('NGAY_KCB', 'examinedOn', day),
  must('MA_CCHN', 'practitionerId', text(255)),
  must('TEN_NGUOI_HANH_NGHE', 'practitionerName', text(255)),
  must('THU_TRUONG_DV|THU_TRUONG_DVI', 'headSignerId', text(255)),
  must('NGAY_CHUNG_TU', 'issuedOn', day),
  ...printedPerson,
];

const rest: readonly FieldRule[] = [
  must('SO_SERI', 'serialNumber', text(200)),
  must('SO_CT|MA_CT', 'code', text(200)),
  must('SO_NGAY', 'restDays', whole(1, 999)),
  must('DON_VI', 'employerName', text(1024)),
  must('CHAN_DOAN_RV|CHAN_DOAN', 'diagnosis', text(1500)),
  must('TU_NGAY', 'restFrom', day),
  must('DEN_NGAY', 'restTo', day),
  must('MA_TTDV|THU_TRUONG_DV|THU_TRUONG_DVI', 'headSignerId', text(255)),
  must('TEN_BS|TEN_NGUOI_HANH_NGHE', 'doctorName', text(255)),
  must('MA_BS|MA_CCHN', 'doctorId', text(255)),
  must('NGAY_CT|NGAY_CHUNG_TU', 'issuedOn', day),
];

const xml10: readonly FieldRule[] = [must('MA_LK', 'episodeId', text(100)), ...rest];

const ct06: readonly FieldRule[] = [
  may('MA_LK', 'episodeId', text(100)),
  ...rest,
  may('TUOI_THAI', 'gestationWeeks', whole(1, 42)),
  ...disease,
  ...printedPerson,
];

const joined = { headerFields: [...headerPerson, ...headerDisease] };
const leave = { kind: 'SICK_LEAVE_CERTIFICATE', eventTags: ['TU_NGAY'], checks: ofLeave } as const;
const pregnancy = { kind: 'PREGNANCY_REST_CERTIFICATE', eventTags: ['TU_NGAY'], checks: ofRest } as const;
const examined = { rule: 'DATES_DIFFER', one: 'examinedOn', other: 'leaveFrom' } as const;

/** Papers that prescribe days, by the kind of file that brings them. */
export const leaveTemplates: Readonly<Record<string, readonly PaperTemplate[]>> = {
  XML10: versionsOf130('XML10', { ...pregnancy, ...joined }, () => xml10),
  XML11: versionsOf130('XML11', { ...leave, ...joined }, () => xml11),
  CT06: [{ ...pregnancy, id: '25/2025/TT-BYT CT06', from: '2025-07-01', fields: ct06 }],
  CT07: [
    { ...leave, id: '25/2025/TT-BYT CT07', from: '2025-07-01', fields: ct07, checks: [...ofLeave, examined] },
  ],
};

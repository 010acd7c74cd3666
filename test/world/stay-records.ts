import { ageOn, instantAt, isoDay, type Day } from './calendar.ts';
import type { Care, Delivery, Illness, PregnancyLoss, Stay } from './care.ts';
import { nameOfParent, siNumberOfParent } from './parents.ts';
import {
  doctorOf,
  headPaper,
  headSignerOf,
  printPerson,
  type Paper,
  type PaperGround,
} from './paper-header.ts';

/** What was found and done in a stay, in the words of its papers. */
interface Findings {
  readonly code: string;
  readonly name: string;
  readonly treatment: string;
  readonly department: string;
  readonly surgery: boolean;
  readonly longTerm: boolean;
}

type Stayed = Illness | Delivery | PregnancyLoss;

/** The discharge paper of a stay that has ended (giấy ra viện), with the leave that it prescribes. */
export function dischargePaper(
  ground: PaperGround,
  care: Stayed,
  stay: Stay,
  to: Day,
  order: number,
): Paper<'DISCHARGE_PAPER'> {
  const { life } = ground;
  const { patient } = care;
  const findings = findingsOf(care);
  const doctor = doctorOf(stay.facility, life.family.index);
  const leave = care.kind === 'DELIVERY' ? undefined : care.leave;
  const minor = ageOn(patient.born, to) < 16;
  return {
    ...headPaper(ground, {
      kind: 'DISCHARGE_PAPER',
      template: '25/2025/TT-BYT CT03',
      prefix: 'RV',
      issuer: stay.facility,
      subject: patient,
      issuedOn: to,
      care,
      order,
    }),
    kind: 'DISCHARGE_PAPER',
    patient: printPerson(ground, patient, to),
    dischargeDepartmentCode: findings.department,
    ...stayTimes(stay, to),
    ...terminationOf(care),
    dischargeDiagnosis: findings.name,
    icd10Code: findings.code,
    icd10Name: findings.name,
    isListedLongTermDisease: findings.longTerm,
    hadSurgery: findings.surgery,
    treatmentMethod: findings.treatment,
    ...(minor ? parentsOnPaper(ground, care) : {}),
    ...(leave === undefined
      ? {}
      : {
          outpatientLeaveDays: leave.to - leave.from + 1,
          outpatientLeaveFrom: isoDay(leave.from),
          outpatientLeaveTo: isoDay(leave.to),
        }),
    doctorId: doctor.id,
    doctorName: doctor.name,
    headSignerId: headSignerOf(stay.facility),
  };
}

/** The transfer paper with which a patient went on to another hospital (giấy chuyển tuyến). */
export function transferPaper(
  ground: PaperGround,
  care: Illness,
  stay: Stay,
  next: Stay,
): Paper<'TRANSFER_PAPER'> {
  const { life, random } = ground;
  const { patient, disease } = care;
  const doctor = doctorOf(stay.facility, life.family.index);
  const times = stayTimes(stay, next.from);
  return {
    ...headPaper(ground, {
      kind: 'TRANSFER_PAPER',
      template: '06/2026/TT-BYT',
      prefix: 'CV',
      issuer: stay.facility,
      subject: patient,
      issuedOn: next.from,
      care,
      order: 0,
    }),
    kind: 'TRANSFER_PAPER',
    patient: printPerson(ground, patient, next.from),
    fileNumber: `HS${life.family.index}.${care.number}`,
    registerNumber: `${care.number}/${random.int(100, 9999)}`,
    fromFacilityCode: stay.facility.code,
    toFacilityCode: next.facility.code,
    ...times,
    inpatientFrom: times.admittedAt,
    clinicalSigns: 'Bệnh diễn biến nặng, cần điều trị chuyên khoa',
    diagnosis: disease.name,
    clinicalCourse: `Vào viện vì ${disease.name.toLowerCase()}, điều trị ${next.from - stay.from} ngày, đáp ứng kém`,
    treatmentMethod: disease.treatment,
    icd10Code: disease.code,
    isListedLongTermDisease: disease.longTerm === true,
    reason: random.chance(0.9) ? 'BEYOND_CAPABILITY' : 'ON_REQUEST',
    treatmentPlan: 'Chuyển tuyến chuyên khoa',
    transport: 'Xe cứu thương',
    escortName: doctor.name,
    escortTitle: 'Điều dưỡng',
    doctorId: doctor.id,
    headSignerId: headSignerOf(stay.facility),
  };
}

/** The summary of the record of a stay (tóm tắt hồ sơ bệnh án): long-term disease, or a birth that a child did not outlive. */
export function recordSummary(
  ground: PaperGround,
  care: Stayed,
  stay: Stay,
  to: Day,
  order: number,
): Paper<'MEDICAL_RECORD_SUMMARY'> {
  const { patient } = care;
  const findings = findingsOf(care);
  return {
    ...headPaper(ground, {
      kind: 'MEDICAL_RECORD_SUMMARY',
      template: '25/2025/TT-BYT CT04',
      prefix: 'TT',
      issuer: stay.facility,
      subject: patient,
      issuedOn: to,
      care,
      order,
    }),
    kind: 'MEDICAL_RECORD_SUMMARY',
    patient: printPerson(ground, patient, to),
    careTypeCode: '03',
    ...(care.employer === undefined ? {} : { employerName: care.employer.name }),
    ...stayTimes(stay, to),
    admissionDiagnosis: findings.name,
    dischargeDiagnosis: findings.name,
    icd10Code: findings.code,
    icd10Name: findings.name,
    isListedLongTermDisease: findings.longTerm,
    hadSurgery: findings.surgery,
    clinicalCourse: `Người bệnh nhập viện, được chẩn đoán ${findings.name.toLowerCase()}, điều trị ổn định`,
    investigationSummary: 'Xét nghiệm máu và chẩn đoán hình ảnh phù hợp chẩn đoán',
    treatmentMethod: findings.treatment,
    ...(findings.surgery
      ? { surgeryOrProcedure: findings.treatment }
      : { internalMedicine: findings.treatment }),
    treatmentPlan: 'Tái khám theo hẹn',
    outcome: care.kind === 'DELIVERY' ? 'CURED' : 'IMPROVED',
    ...childrenWhoDied(care),
    ...(findings.code.startsWith('A15') ? { severeTuberculosis: false } : {}),
    ...(findings.code === 'K74.6' ? { decompensatedCirrhosis: true } : {}),
    headSignerId: headSignerOf(stay.facility),
  };
}

function stayTimes(stay: Stay, to: Day): { readonly admittedAt: string; readonly dischargedAt: string } {
  return { admittedAt: instantAt(stay.from, 7 * 60 + 30), dischargedAt: instantAt(to, 15 * 60) };
}

function findingsOf(care: Stayed): Findings {
  if (care.kind === 'ILLNESS') {
    const { code, name, treatment, department, surgery, longTerm } = care.disease;
    return { code, name, treatment, department, surgery: surgery === true, longTerm: longTerm === true };
  }
  const common = { department: 'K27', longTerm: false };
  if (care.kind === 'PREGNANCY_LOSS') {
    return {
      ...common,
      code: care.weeks < 22 ? 'O03.9' : 'O36.4',
      name: care.reason,
      treatment: 'Theo dõi, hút thai, kháng sinh',
      surgery: false,
    };
  }
  return care.birth.surgery
    ? {
        ...common,
        code: 'O82.9',
        name: 'Đẻ bằng phẫu thuật lấy thai',
        treatment: 'Phẫu thuật lấy thai',
        surgery: true,
      }
    : {
        ...common,
        code: 'O80.9',
        name: 'Đẻ thường',
        treatment: 'Đỡ đẻ thường, theo dõi sau đẻ',
        surgery: false,
      };
}

function terminationOf(
  care: Stayed,
): Pick<
  Paper<'DISCHARGE_PAPER'>,
  'pregnancyTerminated' | 'terminationReason' | 'terminationAt' | 'gestationWeeks'
> {
  if (care.kind !== 'PREGNANCY_LOSS') return { pregnancyTerminated: false };
  return {
    pregnancyTerminated: true,
    terminationReason: care.reason,
    terminationAt: instantAt(care.day, 11 * 60),
    gestationWeeks: care.weeks,
  };
}

function childrenWhoDied(
  care: Stayed,
): Pick<Paper<'MEDICAL_RECORD_SUMMARY'>, 'childBornOn' | 'childDiedOn' | 'childrenDied'> {
  if (care.kind !== 'DELIVERY') return {};
  const days = care.birth.children.flatMap(({ death }) => (death === undefined ? [] : [death.day]));
  const last = days.toSorted((a, b) => a - b).at(-1);
  const childBornOn = isoDay(care.birth.day);
  return last === undefined
    ? { childBornOn }
    : { childBornOn, childDiedOn: isoDay(last), childrenDied: days.length };
}

function parentsOnPaper(
  ground: PaperGround,
  care: Care,
): Pick<Paper<'DISCHARGE_PAPER'>, 'fatherName' | 'motherName' | 'fatherSiNumber' | 'motherSiNumber'> {
  const { life } = ground;
  return {
    ...nameOfParent(life.family, care.patient),
    ...siNumberOfParent(life, care.patient),
  };
}

import { ageOn, isoDay } from './calendar.ts';
import type { Days, Illness, PregnancyLoss, PregnancyRest, PrenatalVisit } from './care.ts';
import type { Facility } from './facilities.ts';
import { nameOfParent } from './parents.ts';
import {
  doctorOf,
  headPaper,
  headSignerOf,
  printPerson,
  type Paper,
  type PaperGround,
} from './paper-header.ts';
import { digits } from './numbers.ts';

/** The certificate with which an outpatient stays away from work (giấy chứng nhận nghỉ việc hưởng BHXH). */
export function sickLeaveCertificate(
  ground: PaperGround,
  care: Illness | PregnancyLoss | PrenatalVisit,
  leave: Days,
): Paper<'SICK_LEAVE_CERTIFICATE'> {
  const { life, random } = ground;
  const { patient, facility } = care;
  const doctor = doctorOf(facility, life.family.index);
  const child = ageOn(patient.born, leave.from) < 7;
  return {
    ...headPaper(ground, {
      kind: 'SICK_LEAVE_CERTIFICATE',
      template: '25/2025/TT-BYT CT07',
      prefix: 'NV',
      issuer: facility,
      subject: patient,
      issuedOn: leave.from,
      care,
      order: 0,
    }),
    kind: 'SICK_LEAVE_CERTIFICATE',
    patient: printPerson(ground, patient, leave.from),
    serialNumber: serialNumber(facility, life.family.index, care.number),
    facilityInternalNumber: `KB${random.int(1, 99_999)}`,
    formNumber: 'CT07',
    employerName: care.employer?.name ?? '',
    examinedOn: isoDay(leave.from),
    ...diagnosisOf(care),
    leaveDays: leave.to - leave.from + 1,
    leaveFrom: isoDay(leave.from),
    leaveTo: isoDay(leave.to),
    ...(child ? nameOfParent(life.family, patient) : {}),
    practitionerId: doctor.id,
    practitionerName: doctor.name,
    headSignerId: headSignerOf(facility),
  };
}

/** The certificate of rest in pregnancy (giấy chứng nhận nghỉ dưỡng thai). */
export function pregnancyRestCertificate(
  ground: PaperGround,
  care: PregnancyRest,
): Paper<'PREGNANCY_REST_CERTIFICATE'> {
  const { patient, facility, leave, weeks } = care;
  const { index } = ground.life.family;
  const doctor = doctorOf(facility, index);
  return {
    ...headPaper(ground, {
      kind: 'PREGNANCY_REST_CERTIFICATE',
      template: '25/2025/TT-BYT CT06',
      prefix: 'DT',
      issuer: facility,
      subject: patient,
      issuedOn: leave.from,
      care,
      order: 0,
    }),
    kind: 'PREGNANCY_REST_CERTIFICATE',
    patient: printPerson(ground, patient, leave.from),
    serialNumber: serialNumber(facility, index, care.number),
    employerName: care.employer?.name ?? '',
    diagnosis: 'Dọa sẩy thai, dọa đẻ non',
    icd10Code: weeks < 20 ? 'O20.0' : 'O47.0',
    icd10Name: weeks < 20 ? 'Dọa sẩy thai' : 'Chuyển dạ giả trước tuần thai thứ 37',
    gestationWeeks: weeks,
    restDays: leave.to - leave.from + 1,
    restFrom: isoDay(leave.from),
    restTo: isoDay(leave.to),
    doctorId: doctor.id,
    doctorName: doctor.name,
    headSignerId: headSignerOf(facility),
  };
}

function diagnosisOf(
  care: Illness | PregnancyLoss | PrenatalVisit,
): Pick<
  Paper<'SICK_LEAVE_CERTIFICATE'>,
  | 'diagnosis'
  | 'icd10Code'
  | 'icd10Name'
  | 'isListedLongTermDisease'
  | 'treatmentMethod'
  | 'pregnancyTerminated'
  | 'terminationReason'
  | 'gestationWeeks'
> {
  if (care.kind === 'ILLNESS') {
    const { code, name, treatment, longTerm } = care.disease;
    return {
      diagnosis: name,
      icd10Code: code,
      icd10Name: name,
      isListedLongTermDisease: longTerm === true,
      treatmentMethod: treatment,
      pregnancyTerminated: false,
    };
  }
  if (care.kind === 'PRENATAL_VISIT') {
    return {
      diagnosis: `Khám thai, thai ${care.weeks} tuần`,
      icd10Code: 'Z34.9',
      icd10Name: 'Giám sát thai nghén bình thường',
      treatmentMethod: 'Theo dõi thai định kỳ',
      pregnancyTerminated: false,
    };
  }
  return {
    diagnosis: care.reason,
    icd10Code: 'O03.9',
    icd10Name: 'Sẩy thai',
    treatmentMethod: 'Theo dõi, nghỉ ngơi',
    pregnancyTerminated: true,
    terminationReason: care.reason,
    gestationWeeks: care.weeks,
  };
}

function serialNumber(facility: Facility, family: number, care: number): string {
  return `${facility.code}/${digits(family, 6)}/${digits(care, 2)}`;
}

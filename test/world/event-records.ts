import { birthNoticeCode, type Birth } from './birth.ts';
import { instantAt, isoDay, yearOf, type Day } from './calendar.ts';
import type { Assessment, Delivery, HospitalDeath } from './care.ts';
import { deathNoticeCode } from './civil-events.ts';
import type { Facility } from './facilities.ts';
import { healthCardOf } from './health-card.ts';
import { livingChildrenOf } from './household.ts';
import { fullName } from './names.ts';
import { temporaryCardNumber } from './numbers.ts';
import {
  doctorOf,
  headPaper,
  headSignerOf,
  numberOn,
  printPerson,
  type Paper,
  type PaperGround,
} from './paper-header.ts';
import type { Person, RegisteredPerson } from './person.ts';
import { addressLine } from './places.ts';

/** The notice of a birth about one of its children (giấy chứng sinh). */
export function birthNotice(
  ground: PaperGround,
  care: Delivery,
  facility: Facility,
  child: Person,
): Paper<'MEDICAL_BIRTH_NOTICE'> {
  const { life, random } = ground;
  const { birth } = care;
  const { mother, father } = birth;
  const { family } = life;
  const code = birthNoticeCode(facility, child);
  const doctor = doctorOf(facility, family.index);
  const weight = Math.round(
    (birth.weeks < 37 ? 1000 + (birth.weeks - 28) * 190 : 2700) + random.next() * 900,
  );
  return {
    ...headPaper(ground, {
      kind: 'MEDICAL_BIRTH_NOTICE',
      template: '22/2025/TT-BYT',
      prefix: '',
      issuer: facility,
      subject: mother,
      issuedOn: birth.day,
      care,
      order: child.slot,
      code,
    }),
    kind: 'MEDICAL_BIRTH_NOTICE',
    ...(father === undefined ? {} : { fatherId: father.citizenId }),
    ...(child.citizenId === undefined ? {} : { childId: child.citizenId }),
    number: code.split('.')[2] ?? '',
    bookNumber: `01/${yearOf(birth.day)}`,
    childIntendedName: fullName(child.name),
    childGender: child.gender,
    childBornAt: instantAt(birth.day, child.bornAt),
    birthPlace: facility.name,
    childTemporaryCard: temporaryCardNumber(child.serial),
    childrenInThisBirth: birth.children.length,
    livingChildrenIncludingThis: livingChildrenOf(family.births, mother, birth.day).length,
    birthOrder: family.births.filter((earlier) => earlier.mother === mother && earlier.day <= birth.day)
      .length,
    childWeightGrams: weight,
    childCondition: weight < 2500 ? 'Nhẹ cân, theo dõi' : 'Khỏe mạnh',
    deliveredBySurgery: birth.surgery,
    bornBefore32Weeks: birth.weeks < 32,
    ...noteOf(birth),
    ...motherOnNotice(ground, mother, birth.day),
    ...(father === undefined ? {} : fatherOnNotice(father, birth.day)),
    ...surrogateOnNotice(birth),
    deliveredBy: doctor.name,
    recordedBy: facility.doctors[0] ?? doctor.name,
    headSignerId: headSignerOf(facility),
  };
}

/** The notice of a death in hospital (giấy báo tử). */
export function deathNotice(
  ground: PaperGround,
  care: HospitalDeath,
): Paper<'MEDICAL_DEATH_NOTICE'> | undefined {
  const { patient, facility, admitted } = care;
  const { death } = patient;
  if (death === undefined) return undefined;
  const code = deathNoticeCode(facility, patient, death.day);
  const relative = ground.life.family.people.find(
    (person) => person !== patient && person.death === undefined,
  );
  const admittedMinute = admitted === death.day ? 0 : 20 * 60;
  return {
    ...headPaper(ground, {
      kind: 'MEDICAL_DEATH_NOTICE',
      template: '25/2025/TT-BYT M05',
      prefix: '',
      issuer: facility,
      subject: patient,
      issuedOn: death.day,
      care,
      order: 0,
      code,
    }),
    kind: 'MEDICAL_DEATH_NOTICE',
    patient: printPerson(ground, patient, death.day),
    number: code.split('.')[2] ?? '',
    bookNumber: `01/${yearOf(death.day)}`,
    medicalRecordCode: `BA${patient.serial}`,
    currentAddress: addressLine(patient.livesElsewhere ?? patient.address),
    admittedAt: instantAt(Math.max(admitted, patient.born), Math.min(admittedMinute, death.minute)),
    diedAt: instantAt(death.day, death.minute),
    deathCondition: 'Tử vong tại cơ sở khám bệnh, chữa bệnh',
    causeOfDeath: death.cause,
    icd10Code: death.icd10Code,
    icd10Name: death.cause,
    facilityAddress: facility.address,
    recordedBy: facility.doctors[0] ?? facility.head,
    ...(relative === undefined ? {} : { relativeName: fullName(relative.name) }),
    headSignerName: facility.head,
  };
}

/** The record of a meeting of an assessment council (biên bản giám định y khoa). */
export function assessmentRecord(ground: PaperGround, care: Assessment): Paper<'MEDICAL_ASSESSMENT_RECORD'> {
  const { patient, council, day, disease, injuryRate } = care;
  return {
    ...headPaper(ground, {
      kind: 'MEDICAL_ASSESSMENT_RECORD',
      template: '3176/QĐ-BYT XML12',
      prefix: 'GĐ',
      issuer: council,
      subject: patient,
      issuedOn: day,
      care,
      order: 0,
    }),
    kind: 'MEDICAL_ASSESSMENT_RECORD',
    patient: printPerson(ground, patient, day),
    meetingOn: isoDay(day),
    chairName: council.head,
    chairRole: 'CHAIR',
    subjectGroupCode: 'KNLDH',
    examination: 'FIRST',
    newInjuryRate: injuryRate,
    totalInjuryRate: injuryRate,
    findings: `${disease.name}, ảnh hưởng khả năng lao động`,
    legalBasis: 'Thông tư 25/2025/TT-BYT',
    recommendation: 'Điều trị định kỳ, bố trí công việc phù hợp',
    determination: `Tổn thương cơ thể do bệnh ${injuryRate}%`,
    referralNumber: `GT${care.number}/${yearOf(day)}`,
    referredOn: isoDay(day - 30),
    referredBy: 'Cá nhân đề nghị',
  };
}

/** One of the fixed phrases that the form has for surgery and early birth. */
function noteOf(birth: Birth): { readonly note?: string } {
  const early = birth.weeks < 32;
  if (birth.surgery && early) return { note: 'Sinh con phải phẫu thuật, sinh con dưới 32 tuần tuổi' };
  if (birth.surgery) return { note: 'Sinh con phải phẫu thuật' };
  return early ? { note: 'Sinh con dưới 32 tuần tuổi' } : {};
}

function motherOnNotice(ground: PaperGround, mother: RegisteredPerson, on: Day) {
  const { life } = ground;
  const career = life.careers.get(mother);
  const card = career && healthCardOf(career, life.family.asOf);
  const number = numberOn(mother, on);
  const residence = mother.livesElsewhere ?? mother.address;
  return {
    motherName: fullName(mother.name),
    ...(mother.onlyYearKnown ? {} : { motherBirthDate: isoDay(mother.born) }),
    motherEthnicityCode: mother.ethnicityCode,
    motherNationality: 'VNM',
    // The form wants ten zeros of a mother who has no number.
    motherSiNumber: career?.siNumber ?? '0000000000',
    ...(card === undefined ? {} : { motherCardNumber: card.number }),
    ...(number === undefined ? {} : { motherIdNumber: number }),
    motherResidence: addressLine(residence),
    motherProvinceCode: residence.provinceCode,
    motherCommuneCode: residence.communeCode,
  };
}

function fatherOnNotice(father: RegisteredPerson, on: Day) {
  const number = numberOn(father, on);
  return {
    fatherName: fullName(father.name),
    fatherBirthDate: isoDay(father.born),
    ...(number === undefined ? {} : { fatherIdNumber: number }),
  };
}

function surrogateOnNotice(birth: Birth) {
  const { surrogate, day } = birth;
  if (surrogate === undefined) return { isSurrogateBirth: false };
  const { woman, husband } = surrogate;
  const [number, husbandNumber] = [numberOn(woman, day), husband && numberOn(husband, day)];
  return {
    isSurrogateBirth: true,
    surrogateName: fullName(woman.name),
    surrogateBirthDate: isoDay(woman.born),
    ...(number === undefined ? {} : { surrogateIdNumber: number }),
    ...(husband === undefined ? {} : { surrogateHusbandName: fullName(husband.name) }),
    ...(husbandNumber === undefined ? {} : { surrogateHusbandIdNumber: husbandNumber }),
  };
}

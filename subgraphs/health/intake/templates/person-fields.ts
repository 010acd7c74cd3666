import {
  birth,
  card,
  choice,
  day,
  flag,
  gender,
  icd10,
  insuranceNumber,
  may,
  must,
  text,
  type FieldRule,
} from './template.ts';

const idDocumentType = choice({ 0: 0, 1: 1, 2: 2, 3: 3, 4: 4 });

/** Who has a treatment, by its XML1: what a claim may touch of it, and no costs. */
export const headerPerson: readonly FieldRule[] = [
  must('HO_TEN', 'patient.fullName', text(255)),
  must('NGAY_SINH', 'patient', birth),
  must('GIOI_TINH', 'patient.gender', gender),
  may('MA_BN', 'patient.patientCode', text(100)),
  may('MA_THE_BHYT', 'patient.cardNumber', text(255)),
  may('SO_CCCD', 'patient.idDocumentNumber', text(15)),
];

/** The disease by XML1, for forms without a code of their own (Circular 25/2025: code and name). */
export const headerDisease: readonly FieldRule[] = [must('MA_BENH_CHINH', 'icd10Code', icd10)];

/** The block for the patient in the forms of 2025; each spells some of it in its own way. */
export const printedPerson: readonly FieldRule[] = [
  must('HO_TEN', 'patient.fullName', text(255)),
  must('NGAY_SINH', 'patient', birth),
  must('GIOI_TINH', 'patient.gender', gender),
  may('MA_YTE|MA_BN', 'patient.patientCode', text(200)),
  may('MA_BHXH', 'patient.siNumber', insuranceNumber),
  may('MA_THE|MA_THE_BHYT', 'patient.cardNumber', card),
  may('MA_DANTOC|MA_DAN_TOC', 'patient.ethnicityCode', text(2)),
  may('MA_QUOCTICH', 'patient.nationality', text(3)),
  may('NGHE_NGHIEP|MA_NGHE_NGHIEP', 'patient.occupation', text(255)),
  may('DIA_CHI|DCHI_THUONGTRU', 'patient.address', text(1024)),
  may('TEKT', 'patient.childWithoutCardFlag', flag),
  may('MA_THE_TAM', 'patient.temporaryCardNumber', card),
  may('LOAI_GIAYTO', 'patient.idDocumentType', idDocumentType),
  may('SO_CCCD|SO_GIAYTO', 'patient.idDocumentNumber', text(15)),
  may('NGAYCAP_CCCD|NGAY_CAP', 'patient.idDocumentIssuedOn', day),
  may('NOICAP_CCCD|NOI_CAP', 'patient.idDocumentIssuedBy', text(1024)),
];

/** Code and name of the disease, which Circular 25/2025 demands; each form spells the tags in its own way. */
export const disease: readonly FieldRule[] = [
  must('BENHICD10_ID|BENH_ICD10_ID|BENH_ICD10_MA', 'icd10Code', icd10),
  must('TENBENHNICD10|BENH_ICD10_TEN', 'icd10Name', text(255)),
];

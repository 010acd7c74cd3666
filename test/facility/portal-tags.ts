import type { MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';
import type { PrintedPerson } from '../../subgraphs/health/papers/paper-header.ts';
import type { Tags } from './envelope.ts';
import { dayText, flagText, genderCode, instantText } from './portal-text.ts';

/** A paper as the forms of 2025 have it: the kind of file or the flat root, and its tags. */
export interface PortalPaper {
  readonly kind: 'CT03' | 'CT04' | 'CT06' | 'CT07' | 'HSDLGBT' | 'HSDLGCS';
  readonly tags: Tags;
}

/** Writes a paper in the form of 2025; undefined for a kind that has none there. @param number personal number */
export function portalPaper(
  paper: MedicalDocumentRecord,
  number: string | undefined,
): PortalPaper | undefined {
  switch (paper.kind) {
    case 'DISCHARGE_PAPER':
      return {
        kind: 'CT03',
        tags: {
          ...personTags(paper.patient, number, 'MA_DANTOC'),
          MA_YTE: paper.patient.patientCode,
          SO_LUU_TRU: paper.code,
          MA_KHOA: paper.dischargeDepartmentCode,
          NGAY_VAO: instantText(paper.admittedAt),
          NGAY_RA: instantText(paper.dischargedAt),
          DINH_CHI_THAI_NGHEN: flagText(paper.pregnancyTerminated),
          TUOI_THAI: paper.gestationWeeks?.toString(),
          CHAN_DOAN: paper.dischargeDiagnosis,
          BENHICD10_ID: paper.icd10Code,
          TENBENHNICD10: paper.icd10Name,
          PP_DIEUTRI: paper.treatmentMethod,
          GHI_CHU: paper.note,
          THU_TRUONG_DVI: paper.headSignerId,
          MA_CCHN_TRUONGKHOA: paper.doctorId,
          TEN_TRUONGKHOA: paper.doctorName,
          NGAY_CHUNG_TU: dayText(paper.issuedOn),
          NGOAITRU_TUNGAY: dayText(paper.outpatientLeaveFrom),
          NGOAITRU_DENNGAY: dayText(paper.outpatientLeaveTo),
        },
      };
    case 'MEDICAL_RECORD_SUMMARY':
      return {
        kind: 'CT04',
        tags: {
          ...personTags(paper.patient, number, 'MA_DAN_TOC'),
          SO_LUU_TRU: paper.code,
          NGAY_VAO: instantText(paper.admittedAt),
          NGAY_RA: instantText(paper.dischargedAt),
          CHAN_DOAN_VAO: paper.admissionDiagnosis,
          CHAN_DOAN_RV: paper.dischargeDiagnosis,
          BENH_ICD10_MA: paper.icd10Code,
          BENH_ICD10_TEN: paper.icd10Name,
          QT_BENHLY: paper.clinicalCourse,
          TOMTAT_KQ: paper.investigationSummary,
          PP_DIEUTRI: paper.treatmentMethod,
          KET_QUA_DTRI: '1',
          IS_LAO_GIAI_DOAN_NANG: flagText(paper.severeTuberculosis ?? false),
          IS_XO_GAN_GIAI_DOAN_MAT_BU: flagText(paper.decompensatedCirrhosis ?? false),
          THU_TRUONG_DVI: paper.headSignerId,
          NGAY_CHUNG_TU: dayText(paper.issuedOn),
        },
      };
    case 'PREGNANCY_REST_CERTIFICATE':
      return {
        kind: 'CT06',
        tags: {
          ...personTags(paper.patient, number, 'MA_DANTOC'),
          SO_SERI: paper.serialNumber,
          SO_CT: paper.code,
          SO_NGAY: String(paper.restDays),
          DON_VI: paper.employerName || 'Tự do',
          CHAN_DOAN_RV: paper.diagnosis,
          BENH_ICD10_ID: paper.icd10Code,
          BENH_ICD10_TEN: paper.icd10Name,
          TUOI_THAI: paper.gestationWeeks?.toString(),
          TU_NGAY: dayText(paper.restFrom),
          DEN_NGAY: dayText(paper.restTo),
          THU_TRUONG_DV: paper.headSignerId,
          TEN_BS: paper.doctorName,
          MA_BS: paper.doctorId,
          NGAY_CT: dayText(paper.issuedOn),
        },
      };
    case 'SICK_LEAVE_CERTIFICATE':
      return {
        kind: 'CT07',
        tags: {
          ...personTags(paper.patient, number, 'MA_DANTOC'),
          MA_CT: paper.code,
          SO_SERI: paper.serialNumber,
          SO_KCB: paper.facilityInternalNumber,
          MAU_SO: paper.formNumber,
          DON_VI: paper.employerName || 'Tự do',
          CHANDOAN_DIEUTRI: paper.diagnosis,
          BENH_ICD10_ID: paper.icd10Code,
          BENH_ICD10_TEN: paper.icd10Name,
          NGAY_KCB: dayText(paper.examinedOn),
          TU_NGAY: dayText(paper.leaveFrom),
          DEN_NGAY: dayText(paper.leaveTo),
          MA_CCHN: paper.practitionerId,
          TEN_NGUOI_HANH_NGHE: paper.practitionerName,
          THU_TRUONG_DV: paper.headSignerId,
          NGAY_CHUNG_TU: dayText(paper.issuedOn),
        },
      };
    case 'MEDICAL_DEATH_NOTICE':
      return { kind: 'HSDLGBT', tags: deathTags(paper, number) };
    case 'MEDICAL_BIRTH_NOTICE':
      return { kind: 'HSDLGCS', tags: birthTags(paper, number) };
    case 'TRANSFER_PAPER':
    case 'MEDICAL_ASSESSMENT_RECORD':
      return undefined;
  }
}

function personTags(
  person: PrintedPerson,
  number: string | undefined,
  ethnicity: 'MA_DANTOC' | 'MA_DAN_TOC',
): Tags {
  return {
    HO_TEN: person.fullName,
    NGAY_SINH: dayText(person.birthDate) ?? `${person.birthYear}0000`,
    GIOI_TINH: genderCode(person.gender),
    [ethnicity]: person.ethnicityCode,
    MA_BHXH: person.siNumber,
    DIA_CHI: person.address,
    LOAI_GIAYTO: number === undefined ? '0' : '1',
    SO_CCCD: number,
  };
}

function deathTags(
  paper: Extract<MedicalDocumentRecord, { kind: 'MEDICAL_DEATH_NOTICE' }>,
  number?: string,
): Tags {
  const { SO_CCCD, DIA_CHI, ...person } = personTags(paper.patient, number, 'MA_DANTOC');
  return {
    MACSKCB: paper.issuer.code,
    MA_GBT: paper.code,
    MA_HSBA: paper.medicalRecordCode,
    ...person,
    SO_GIAYTO: SO_CCCD,
    DCHI_THUONGTRU: DIA_CHI,
    DCHI_HIENTAI: paper.currentAddress,
    NGAYGIO_VV: paper.admittedAt && instantText(paper.admittedAt),
    NGAY_TV: instantText(paper.diedAt),
    TINH_TRANG_TV: paper.deathCondition,
    NGUYENNHAN_TV: paper.causeOfDeath,
    BENH_ICD10_ID: paper.icd10Code,
    BENH_ICD10_TEN: paper.icd10Name,
    NGUOI_GHIGIAY: paper.recordedBy,
    NGUOI_THANTHICH: paper.relativeName,
    TTRUONG_DVI: paper.headSignerName,
    SO_BAOTU: paper.number,
    QUYEN_SO: paper.bookNumber,
    NGAY_CAPGIAYBT: dayText(paper.issuedOn),
    DIACHI_CSKCB: paper.facilityAddress,
  };
}

function birthTags(
  paper: Extract<MedicalDocumentRecord, { kind: 'MEDICAL_BIRTH_NOTICE' }>,
  number?: string,
): Tags {
  return {
    MACSKCB: paper.issuer.code,
    MA_GCS: paper.code,
    MA_BHXH_NND: paper.motherSiNumber ?? '0000000000',
    HO_TEN_NND: paper.motherName,
    NGAYSINH_NND: dayText(paper.motherBirthDate),
    MA_DANTOC_NND: paper.motherEthnicityCode,
    SO_CCCD_NND: number,
    NOI_CU_TRU_NND: paper.motherResidence,
    MA_QUOCTICH: paper.motherNationality,
    MATINH_CU_TRU: paper.motherProvinceCode,
    MAXA_CU_TRU: paper.motherCommuneCode,
    HO_TEN_CHA: paper.fatherName,
    SO_CCCD_CHA_NND: paper.fatherIdNumber,
    HO_TEN_CON: paper.childIntendedName,
    GIOI_TINH_CON: genderCode(paper.childGender),
    SO_CON: String(paper.childrenInThisBirth),
    LAN_SINH: String(paper.birthOrder),
    SO_CON_SONG: String(paper.livingChildrenIncludingThis),
    CAN_NANG_CON: String(paper.childWeightGrams),
    NGAY_SINH_CON: `${instantText(paper.childBornAt)}00`,
    NOI_SINH_CON: paper.birthPlace,
    TINH_TRANG_CON: paper.childCondition,
    SINHCON_PHAUTHUAT: flagText(paper.deliveredBySurgery),
    SINHCON_DUOI32TUAN: flagText(paper.bornBefore32Weeks),
    GHI_CHU: paper.note,
    NGUOI_DO_DE: paper.deliveredBy,
    NGUOI_GHI_PHIEU: paper.recordedBy,
    MA_TTDV: paper.headSignerId,
    NGAY_CT: dayText(paper.issuedOn),
    SO: paper.number,
    QUYEN_SO: paper.bookNumber,
    CAP_LAN_DAU: '1',
  };
}

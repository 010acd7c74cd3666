import type { MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';
import type { EnvelopePart, Tags } from './envelope.ts';
import { writeTags } from './envelope.ts';
import { dayText, flagText, genderCode, instantText } from './portal-text.ts';

type Paper<K extends MedicalDocumentRecord['kind']> = Extract<MedicalDocumentRecord, { readonly kind: K }>;

/** Kinds of papers that the data set XML130 has. */
type HospitalKind =
  | 'DISCHARGE_PAPER'
  | 'MEDICAL_RECORD_SUMMARY'
  | 'MEDICAL_BIRTH_NOTICE'
  | 'PREGNANCY_REST_CERTIFICATE'
  | 'SICK_LEAVE_CERTIFICATE'
  | 'TRANSFER_PAPER';

/** Whether the data set XML130 has papers of this kind. */
export function isHospitalPaper(paper: MedicalDocumentRecord): paper is Paper<HospitalKind> {
  return paper.kind !== 'MEDICAL_DEATH_NOTICE' && paper.kind !== 'MEDICAL_ASSESSMENT_RECORD';
}

/**
 * A paper as hospital software writes it: XML1 of the treatment, which names the person, and the paper.
 *
 * @param number personal number of the person whose paper it is
 */
export function hospitalParts(
  paper: Paper<HospitalKind>,
  number: string | undefined,
): readonly [EnvelopePart, EnvelopePart] {
  const xml1 = `<TONG_HOP>${writeTags(headerTags(paper, number))}</TONG_HOP>`;
  return [{ kind: 'XML1', xml: xml1 }, paperPart(paper)];
}

function headerTags(paper: Paper<HospitalKind>, number: string | undefined): Tags {
  const code = 'icd10Code' in paper ? paper.icd10Code : 'Z38.0';
  const common = {
    MA_LK: paper.episodeId,
    SO_CCCD: number,
    MA_CSKCB: paper.issuer.code,
    MA_BENH_CHINH: code ?? 'Z00.0',
    T_TONGCHI_BV: '1250000',
  };
  if (paper.kind === 'MEDICAL_BIRTH_NOTICE') {
    return { ...common, HO_TEN: paper.motherName, NGAY_SINH: dayText(paper.motherBirthDate), GIOI_TINH: '2' };
  }
  const { patient } = paper;
  return {
    ...common,
    HO_TEN: patient.fullName,
    NGAY_SINH:
      patient.birthDate === undefined ? `${patient.birthYear}00000000` : `${dayText(patient.birthDate)}0000`,
    GIOI_TINH: genderCode(patient.gender),
    MA_THE_BHYT: patient.cardNumber,
    MA_BN: patient.patientCode,
  };
}

function paperPart(paper: Paper<HospitalKind>): EnvelopePart {
  switch (paper.kind) {
    case 'DISCHARGE_PAPER':
      return part('XML7', 'CHI_TIEU_DU_LIEU_GIAY_RA_VIEN', dischargeTags(paper));
    case 'MEDICAL_RECORD_SUMMARY':
      return part('XML8', 'CHI_TIEU_DU_LIEU_TOM_TAT_HO_SO_BENH_AN', summaryTags(paper));
    case 'MEDICAL_BIRTH_NOTICE': {
      const child = `<DU_LIEU_GIAY_CHUNG_SINH>${writeTags(birthTags(paper))}</DU_LIEU_GIAY_CHUNG_SINH>`;
      const list = `<DSACH_GIAYCHUNGSINH>${child}</DSACH_GIAYCHUNGSINH>`;
      return {
        kind: 'XML9',
        xml: `<CHI_TIEU_DU_LIEU_GIAY_CHUNG_SINH>${list}</CHI_TIEU_DU_LIEU_GIAY_CHUNG_SINH>`,
      };
    }
    case 'PREGNANCY_REST_CERTIFICATE':
      return part('XML10', 'CHI_TIEU_DU_LIEU_GIAY_NGHI_DUONG_THAI', restTags(paper));
    case 'SICK_LEAVE_CERTIFICATE': {
      const root = 'CHI_TIEU_DU_LIEU_GIAY_CHUNG_NHAN_NGHI_VIEC_HUONG_BAO_HIEM_XA_HOI';
      return part('XML11', root, leaveTags(paper));
    }
    case 'TRANSFER_PAPER':
      return part('XML13', 'CHI_TIEU_GIAYCHUYENTUYEN', transferTags(paper));
  }
}

function part(kind: string, root: string, tags: Tags): EnvelopePart {
  return { kind, xml: `<${root}>${writeTags(tags)}</${root}>` };
}

function dischargeTags(paper: Paper<'DISCHARGE_PAPER'>): Tags {
  return {
    MA_LK: paper.episodeId,
    SO_LUU_TRU: paper.code,
    MA_YTE: paper.patient.patientCode,
    MA_KHOA_RV: paper.dischargeDepartmentCode,
    NGAY_VAO: instantText(paper.admittedAt),
    NGAY_RA: instantText(paper.dischargedAt),
    MA_DINH_CHI_THAI: flagText(paper.pregnancyTerminated),
    NGUYENNHAN_DINHCHI: paper.terminationReason,
    THOIGIAN_DINHCHI: paper.terminationAt && instantText(paper.terminationAt),
    TUOI_THAI: paper.gestationWeeks?.toString(),
    CHAN_DOAN_RV: paper.dischargeDiagnosis,
    PP_DIEUTRI: paper.treatmentMethod,
    GHI_CHU: paper.note,
    MA_TTDV: paper.headSignerId,
    MA_BS: paper.doctorId,
    TEN_BS: paper.doctorName,
    NGAY_CT: dayText(paper.issuedOn),
    HO_TEN_CHA: paper.fatherName,
    HO_TEN_ME: paper.motherName,
    SO_NGAY_NGHI: paper.outpatientLeaveDays?.toString(),
    NGOAITRU_TUNGAY: dayText(paper.outpatientLeaveFrom),
    NGOAITRU_DENNGAY: dayText(paper.outpatientLeaveTo),
  };
}

function summaryTags(paper: Paper<'MEDICAL_RECORD_SUMMARY'>): Tags {
  return {
    MA_LK: paper.episodeId,
    MA_LOAI_KCB: paper.careTypeCode,
    DON_VI: paper.employerName,
    NGAY_VAO: instantText(paper.admittedAt),
    NGAY_RA: instantText(paper.dischargedAt),
    CHAN_DOAN_VAO: paper.admissionDiagnosis,
    CHAN_DOAN_RV: paper.dischargeDiagnosis,
    QT_BENHLY: paper.clinicalCourse,
    TOMTAT_KQ: paper.investigationSummary,
    PP_DIEUTRI: paper.treatmentMethod,
    NGAY_SINHCON: dayText(paper.childBornOn),
    NGAY_CONCHET: dayText(paper.childDiedOn),
    SO_CONCHET: paper.childrenDied?.toString(),
    KET_QUA_DTRI: '2',
    GHI_CHU: paper.note,
    MA_TTDV: paper.headSignerId,
    NGAY_CT: dayText(paper.issuedOn),
  };
}

function birthTags(paper: Paper<'MEDICAL_BIRTH_NOTICE'>): Tags {
  return {
    MA_LK: paper.episodeId,
    HO_TEN_NND: paper.motherName,
    NGAYSINH_NND: dayText(paper.motherBirthDate),
    MA_DANTOC_NND: paper.motherEthnicityCode,
    SO_CCCD_NND: paper.motherIdNumber,
    NOI_CU_TRU_NND: paper.motherResidence,
    MA_QUOCTICH: paper.motherNationality,
    HO_TEN_CHA: paper.fatherName,
    HO_TEN_CON: paper.childIntendedName,
    GIOI_TINH_CON: genderCode(paper.childGender),
    SO_CON: String(paper.childrenInThisBirth),
    LAN_SINH: String(paper.birthOrder),
    SO_CON_SONG: String(paper.livingChildrenIncludingThis),
    CAN_NANG_CON: String(paper.childWeightGrams),
    NGAY_SINH_CON: instantText(paper.childBornAt),
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
  };
}

function restTags(paper: Paper<'PREGNANCY_REST_CERTIFICATE'>): Tags {
  return {
    MA_LK: paper.episodeId,
    SO_SERI: paper.serialNumber,
    SO_CT: paper.code,
    SO_NGAY: String(paper.restDays),
    DON_VI: paper.employerName || 'Tự do',
    CHAN_DOAN_RV: paper.diagnosis,
    TU_NGAY: dayText(paper.restFrom),
    DEN_NGAY: dayText(paper.restTo),
    MA_TTDV: paper.headSignerId,
    TEN_BS: paper.doctorName,
    MA_BS: paper.doctorId,
    NGAY_CT: dayText(paper.issuedOn),
  };
}

function leaveTags(paper: Paper<'SICK_LEAVE_CERTIFICATE'>): Tags {
  return {
    MA_LK: paper.episodeId,
    SO_CT: paper.code,
    SO_SERI: paper.serialNumber,
    SO_KCB: paper.facilityInternalNumber,
    DON_VI: paper.employerName || 'Tự do',
    MA_BHXH: paper.patient.siNumber ?? '0000000000',
    MA_THE_BHYT: paper.patient.cardNumber,
    CHAN_DOAN_RV: paper.diagnosis,
    PP_DIEUTRI: paper.treatmentMethod,
    MA_DINH_CHI_THAI: flagText(paper.pregnancyTerminated ?? false),
    NGUYENNHAN_DINHCHI: paper.terminationReason,
    TUOI_THAI: paper.gestationWeeks?.toString(),
    SO_NGAY_NGHI: String(paper.leaveDays),
    TU_NGAY: dayText(paper.leaveFrom),
    DEN_NGAY: dayText(paper.leaveTo),
    MA_TTDV: paper.headSignerId,
    MA_BS: paper.practitionerId,
    NGAY_CT: dayText(paper.issuedOn),
    MAU_SO: paper.formNumber,
  };
}

function transferTags(paper: Paper<'TRANSFER_PAPER'>): Tags {
  return {
    MA_LK: paper.episodeId,
    SO_HOSO: paper.fileNumber,
    SO_CHUYENTUYEN: paper.registerNumber,
    GIAY_CHUYEN_TUYEN: paper.code,
    MA_CSKCB: paper.issuer.code,
    MA_NOI_DI: paper.fromFacilityCode,
    MA_NOI_DEN: paper.toFacilityCode,
    HO_TEN: paper.patient.fullName,
    NGAY_SINH: dayText(paper.patient.birthDate) ?? `${paper.patient.birthYear}0000`,
    GIOI_TINH: genderCode(paper.patient.gender),
    MA_DANTOC: paper.patient.ethnicityCode,
    NGAY_VAO: instantText(paper.admittedAt),
    NGAY_VAO_NOI_TRU: paper.inpatientFrom && instantText(paper.inpatientFrom),
    NGAY_RA: instantText(paper.dischargedAt),
    DAU_HIEU_LS: paper.clinicalSigns,
    CHAN_DOAN_RV: paper.diagnosis,
    QT_BENHLY: paper.clinicalCourse,
    PP_DIEUTRI: paper.treatmentMethod,
    MA_BENH_CHINH: paper.icd10Code,
    MA_LYDO_CT: '2',
    HUONG_DIEU_TRI: paper.treatmentPlan,
    PHUONGTIEN_VC: paper.transport,
    HOTEN_NGUOI_HT: paper.escortName,
    CHUCDANH_NGUOI_HT: paper.escortTitle,
    MA_BAC_SI: paper.doctorId,
    MA_TTDV: paper.headSignerId,
  };
}

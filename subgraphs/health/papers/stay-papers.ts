import type { PaperHeader, PrintedPerson } from './paper-header.ts';

/** Discharge paper (giấy ra viện): XML7 and CT03, Form 02 of Circular 25/2025. The event is the discharge. */
export interface DischargePaperRecord extends PaperHeader {
  readonly kind: 'DISCHARGE_PAPER';
  readonly patient: PrintedPerson;
  readonly dischargeDepartmentCode: string;
  readonly admittedAt: string;
  readonly dischargedAt: string;
  readonly pregnancyTerminated: boolean;
  /** This and the next two are there when `pregnancyTerminated`. */
  readonly terminationReason?: string;
  readonly terminationAt?: string;
  /** 1 to 42. */
  readonly gestationWeeks?: number;
  readonly dischargeDiagnosis: string;
  readonly icd10Code?: string;
  readonly icd10Name?: string;
  /** Whether the disease is on the long-term list of Circular 25/2025, Appendix I. */
  readonly isListedLongTermDisease?: boolean;
  readonly hadSurgery?: boolean;
  readonly treatmentMethod: string;
  readonly note?: string;
  /** The four of the parents: patient under 16. */
  readonly fatherSiNumber?: string;
  readonly motherSiNumber?: string;
  readonly fatherName?: string;
  readonly motherName?: string;
  /** These three together or none. */
  readonly outpatientLeaveDays?: number;
  readonly outpatientLeaveFrom?: string;
  readonly outpatientLeaveTo?: string;
  readonly doctorId: string;
  readonly doctorName: string;
  readonly headSignerId: string;
}

/** Summary of the medical record (tóm tắt hồ sơ bệnh án): XML8 and CT04, Form 03. The event is the discharge. */
export interface MedicalRecordSummaryRecord extends PaperHeader {
  readonly kind: 'MEDICAL_RECORD_SUMMARY';
  readonly patient: PrintedPerson;
  /** `MA_LOAI_KCB`: 02, 03, 04 or 09. */
  readonly careTypeCode: string;
  readonly fatherName?: string;
  readonly motherName?: string;
  readonly guardianName?: string;
  readonly employerName?: string;
  readonly admittedAt: string;
  readonly dischargedAt: string;
  readonly admissionReason?: string;
  readonly admissionDiagnosis: string;
  readonly dischargeDiagnosis: string;
  readonly icd10Code?: string;
  readonly icd10Name?: string;
  readonly isListedLongTermDisease?: boolean;
  readonly hadSurgery?: boolean;
  readonly history?: string;
  readonly clinicalSigns?: string;
  readonly clinicalCourse: string;
  readonly investigationSummary: string;
  readonly treatmentMethod: string;
  readonly internalMedicine?: string;
  readonly surgeryOrProcedure?: string;
  readonly treatmentPlan?: string;
  readonly outcome:
    | 'CURED'
    | 'IMPROVED'
    | 'UNCHANGED'
    | 'WORSE'
    | 'DIED'
    | 'DISCHARGED_SEVERE'
    | 'UNDETERMINED'
    | 'DIED_OUTSIDE';
  readonly childBornOn?: string;
  readonly childDiedOn?: string;
  readonly childrenDied?: number;
  readonly severeTuberculosis?: boolean;
  readonly decompensatedCirrhosis?: boolean;
  readonly note?: string;
  readonly headSignerId: string;
}

/** Transfer paper (giấy chuyển tuyến): XML13. The event is the day on which the patient left. */
export interface TransferPaperRecord extends PaperHeader {
  readonly kind: 'TRANSFER_PAPER';
  readonly patient: PrintedPerson;
  readonly fileNumber: string;
  readonly registerNumber: string;
  readonly fromFacilityCode: string;
  readonly toFacilityCode: string;
  readonly cardValidTo?: string;
  readonly admittedAt: string;
  /** Missing when the patient was not an inpatient. */
  readonly inpatientFrom?: string;
  readonly dischargedAt: string;
  readonly clinicalSigns: string;
  readonly diagnosis: string;
  readonly clinicalCourse?: string;
  readonly investigationSummary?: string;
  readonly treatmentMethod?: string;
  readonly icd10Code: string;
  readonly otherIcd10Codes?: readonly string[];
  readonly traditionalMedicineCodes?: readonly string[];
  readonly isListedLongTermDisease?: boolean;
  readonly servicesUsed?: string;
  readonly medicinesUsed?: string;
  readonly treatmentCode?: string;
  readonly dischargeKindCode?: string;
  readonly reason: 'ELIGIBLE' | 'BEYOND_CAPABILITY' | 'ON_REQUEST';
  readonly treatmentPlan?: string;
  readonly transport?: string;
  readonly escortName?: string;
  readonly escortTitle?: string;
  readonly doctorId: string;
  readonly headSignerId: string;
}

import type { PaperHeader, PrintedPerson } from './paper-header.ts';

/**
 * Sick-leave certificate (giấy chứng nhận nghỉ việc hưởng BHXH): XML11 and CT07, Form 07. The event is the first day
 * of leave, which is the day of examination.
 */
export interface SickLeaveCertificateRecord extends PaperHeader {
  readonly kind: 'SICK_LEAVE_CERTIFICATE';
  readonly patient: PrintedPerson;
  readonly serialNumber: string;
  readonly facilityInternalNumber: string;
  readonly formNumber: string;
  /** For a sick child the parent's employer. */
  readonly employerName: string;
  readonly examinedOn: string;
  readonly diagnosis: string;
  readonly icd10Code?: string;
  readonly icd10Name?: string;
  readonly isListedLongTermDisease?: boolean;
  /** Missing on CT07, which has no place for it; so is the next. */
  readonly treatmentMethod?: string;
  readonly pregnancyTerminated?: boolean;
  /** This and the weeks are there when `pregnancyTerminated`. */
  readonly terminationReason?: string;
  readonly gestationWeeks?: number;
  /** Calendar days, first and last day included. */
  readonly leaveDays: number;
  readonly leaveFrom: string;
  readonly leaveTo: string;
  /** The parents: patient under 7. */
  readonly fatherName?: string;
  readonly motherName?: string;
  readonly practitionerId: string;
  /** Missing on XML11, which has the licence alone. */
  readonly practitionerName?: string;
  readonly headSignerId: string;
}

/** Pregnancy-rest certificate (giấy chứng nhận nghỉ dưỡng thai): XML10 and CT06, Form 11. The event is the first day. */
export interface PregnancyRestCertificateRecord extends PaperHeader {
  readonly kind: 'PREGNANCY_REST_CERTIFICATE';
  readonly patient: PrintedPerson;
  readonly serialNumber: string;
  readonly employerName: string;
  readonly diagnosis: string;
  readonly icd10Code?: string;
  readonly icd10Name?: string;
  /** 1 to 42. */
  readonly gestationWeeks?: number;
  /** `restTo - restFrom`, or one more: the official text and its own example differ, both are accepted. */
  readonly restDays: number;
  readonly restFrom: string;
  readonly restTo: string;
  readonly doctorId: string;
  readonly doctorName: string;
  readonly headSignerId: string;
}

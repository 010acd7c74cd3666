import type { PaperHeader, PrintedPerson } from './paper-header.ts';

/** Medical birth notice (giấy chứng sinh): XML9 and GIAYCHUNGSINH, one for each child. The event is the birth. */
export interface MedicalBirthNoticeRecord extends PaperHeader {
  readonly kind: 'MEDICAL_BIRTH_NOTICE';
  /** Opaque ids of the persons the notice names: mother, father, child; set by `fileDocument`. */
  readonly partyIds: readonly string[];
  readonly fatherId?: string;
  /** Once the child is known to the population database. */
  readonly childId?: string;
  readonly number: string;
  readonly bookNumber: string;
  readonly childIntendedName?: string;
  readonly childGender: 'MALE' | 'FEMALE' | 'UNDETERMINED';
  readonly childBornAt: string;
  readonly birthPlace: string;
  readonly childTemporaryCard?: string;
  readonly childrenInThisBirth: number;
  readonly livingChildrenIncludingThis: number;
  readonly birthOrder: number;
  readonly childWeightGrams: number;
  readonly childCondition: string;
  readonly deliveredBySurgery: boolean;
  readonly bornBefore32Weeks: boolean;
  readonly note?: string;
  readonly motherName: string;
  readonly motherBirthDate?: string;
  readonly motherEthnicityCode?: string;
  readonly motherNationality: string;
  readonly motherSiNumber?: string;
  readonly motherCardNumber?: string;
  readonly motherIdNumber?: string;
  readonly motherIdIssuedOn?: string;
  readonly motherIdIssuedBy?: string;
  readonly motherResidence?: string;
  readonly motherProvinceCode?: string;
  readonly motherCommuneCode?: string;
  readonly fatherName?: string;
  readonly fatherBirthDate?: string;
  readonly fatherIdNumber?: string;
  readonly isSurrogateBirth: boolean;
  readonly surrogateName?: string;
  readonly surrogateBirthDate?: string;
  readonly surrogateIdNumber?: string;
  readonly surrogateHusbandName?: string;
  readonly surrogateHusbandIdNumber?: string;
  readonly deliveredBy: string;
  readonly recordedBy: string;
  readonly headSignerId: string;
}

/** Medical death notice (giấy báo tử): GIAYBAOTU, Form 05. The event is the death. */
export interface MedicalDeathNoticeRecord extends PaperHeader {
  readonly kind: 'MEDICAL_DEATH_NOTICE';
  readonly patient: PrintedPerson;
  readonly number: string;
  readonly bookNumber: string;
  readonly firstNumber?: string;
  readonly firstBookNumber?: string;
  readonly medicalRecordCode?: string;
  readonly currentAddress?: string;
  /** Missing when the person was dead on arrival. */
  readonly admittedAt?: string;
  readonly diedAt: string;
  readonly deathCondition: string;
  readonly causeOfDeath: string;
  readonly icd10Code?: string;
  readonly icd10Name?: string;
  readonly facilityAddress?: string;
  readonly recordedBy: string;
  readonly relativeName?: string;
  readonly headSignerName: string;
}

/** Medical assessment record (biên bản giám định y khoa): XML12. The event is the council meeting; the council issues. */
export interface MedicalAssessmentRecordRecord extends PaperHeader {
  readonly kind: 'MEDICAL_ASSESSMENT_RECORD';
  readonly patient: PrintedPerson;
  readonly meetingOn: string;
  readonly chairName: string;
  readonly chairRole: 'CHAIR' | 'SIGNS_FOR_CHAIR';
  /** `MA_DOI_TUONG`: BB, BHXH1L, BNN, CDHH, KNLDH, KNLDT, NKT, NVQS, TB, TH or TNLD. */
  readonly subjectGroupCode: string;
  readonly examination:
    'FIRST' | 'AGAIN' | 'RELAPSE' | 'FINAL_APPEAL' | 'LAST' | 'SUPPLEMENTARY' | 'MISSED_WOUND' | 'COMBINED';
  /** Rates in percent, 0 to 100. */
  readonly previousInjuryRate?: number;
  readonly newInjuryRate: number;
  readonly totalInjuryRate: number;
  readonly currentBenefits?: string;
  readonly findings: string;
  readonly legalBasis: string;
  readonly disabilityKind?: 1 | 2 | 3 | 4 | 5 | 6;
  readonly disabilityLevel?: 1 | 2 | 3 | 4;
  readonly recommendation?: string;
  readonly determination?: string;
  readonly referralNumber?: string;
  readonly referredOn?: string;
  readonly referringUnitCode?: string;
  readonly referredBy?: string;
}

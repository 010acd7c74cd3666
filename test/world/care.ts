import type { Birth } from './birth.ts';
import type { Day } from './calendar.ts';
import type { Disease } from './diseases.ts';
import type { Employer } from './employers.ts';
import type { Facility } from './facilities.ts';
import type { RegisteredPerson } from './person.ts';

/** A stay in hospital; without `to` it goes on. */
export interface Stay {
  readonly facility: Facility;
  readonly from: Day;
  readonly to?: Day;
}

/** A closed range of days. */
export interface Days {
  readonly from: Day;
  readonly to: Day;
}

/** What all encounters with a health facility have. */
interface CareHeader {
  /** Order among the encounters of its family; numbers of papers come from it. */
  readonly number: number;
  readonly patient: RegisteredPerson;
  /** Where the patient works; for a sick child, where the parent works who stays at home. */
  readonly employer?: Employer;
}

/** An illness: one stay, two where the patient was transferred, none for an outpatient. */
export interface Illness extends CareHeader {
  readonly kind: 'ILLNESS';
  readonly disease: Disease;
  readonly facility: Facility;
  readonly stays: readonly Stay[];
  /** Days that a doctor prescribed to stay at home, on a certificate or on the discharge paper. */
  readonly leave?: Days;
  /** The parent who stays at home for a sick child. */
  readonly carer?: RegisteredPerson;
}

/** The stay in hospital in which a woman gave birth. */
export interface Delivery extends CareHeader {
  readonly kind: 'DELIVERY';
  readonly birth: Birth;
  readonly stay: Stay;
}

/** The loss of a pregnancy. */
export interface PregnancyLoss extends CareHeader {
  readonly kind: 'PREGNANCY_LOSS';
  readonly day: Day;
  readonly weeks: number;
  readonly reason: string;
  readonly facility: Facility;
  readonly stay?: Stay;
  readonly leave: Days;
}

/** A prenatal examination with the leave for it. */
export interface PrenatalVisit extends CareHeader {
  readonly kind: 'PRENATAL_VISIT';
  readonly weeks: number;
  readonly facility: Facility;
  readonly leave: Days;
}

/** Rest that a doctor prescribed during a pregnancy. */
export interface PregnancyRest extends CareHeader {
  readonly kind: 'PREGNANCY_REST';
  readonly weeks: number;
  readonly facility: Facility;
  readonly leave: Days;
}

/** A meeting of an assessment council about a person. */
export interface Assessment extends CareHeader {
  readonly kind: 'ASSESSMENT';
  readonly day: Day;
  readonly disease: Disease;
  readonly council: Facility;
  readonly injuryRate: number;
}

/** A death in hospital. */
export interface HospitalDeath extends CareHeader {
  readonly kind: 'HOSPITAL_DEATH';
  readonly facility: Facility;
  readonly admitted: Day;
}

/** Every encounter with a facility that leads to papers. */
export type Care =
  Illness | Delivery | PregnancyLoss | PrenatalVisit | PregnancyRest | Assessment | HospitalDeath;

/** An encounter before it is numbered. */
export type UnnumberedCare = Care extends infer T ? (T extends Care ? Omit<T, 'number'> : never) : never;

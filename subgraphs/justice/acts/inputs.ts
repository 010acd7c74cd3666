import type { BirthRegistrationRecord, CivilStatusRequester, RegisteredParent } from '../collections.ts';

/** A parent as a registrar enters one; null and missing say the same. */
export interface ParentInput {
  readonly citizen?: string | null;
  readonly fullName: string;
  readonly birthYear: number;
  readonly nationality: string;
  readonly ethnicityCode: string;
  readonly residence: string;
  readonly personalNumber?: string | null;
}

/** What a registrar enters of a child; the names are those of the entry. */
export interface ChildInput {
  readonly childName: string;
  readonly childGender: BirthRegistrationRecord['childGender'];
  readonly childBirthDate: Temporal.PlainDate;
  readonly childBirthPlace: string;
  readonly childHometown: string;
  readonly childNationality: string;
  readonly childEthnicityCode: string;
  readonly mother?: ParentInput | null;
  readonly father?: ParentInput | null;
}

export interface RegisterBirthInput extends ChildInput {
  readonly key: string;
  readonly medicalNoticeCode?: string | null;
  readonly childPersonalNumber: string;
  readonly registrationNumber: string;
  readonly bookNumber: string;
  readonly pageNumber: string;
  readonly requester: CivilStatusRequester;
}

/** What a registrar enters of somebody who died. */
export interface DeceasedInput {
  readonly deceasedName: string;
  readonly deceasedGender: BirthRegistrationRecord['childGender'];
  readonly deceasedBirthDate?: Temporal.PlainDate | null;
  readonly deceasedEthnicityCode: string;
  readonly diedAt: Temporal.Instant;
  readonly deathPlace: string;
  readonly causeOfDeath?: string | null;
}

export interface RegisterDeathInput extends DeceasedInput {
  readonly key: string;
  readonly deceased: string;
  readonly medicalNoticeCode?: string | null;
  readonly deceasedPersonalNumber: string;
  readonly registrationNumber: string;
  readonly bookNumber: string;
  readonly requester: CivilStatusRequester;
}

/** A correction: what is left out stays as it is. */
export interface CorrectionInput<Change> {
  readonly key: string;
  readonly registration: string;
  readonly reason: string;
  readonly change: { readonly [Name in keyof Change]?: Change[Name] | null };
}

export interface CancelInput {
  readonly key: string;
  readonly registration: string;
  readonly reason: string;
}

export interface ExtractInput {
  readonly key: string;
  readonly registration: string;
}

/** A parent as the register keeps one. Only the population database links one to a citizen, so it has confirmed them. */
export function registeredParent({ citizen, personalNumber, ...parent }: ParentInput): RegisteredParent {
  return {
    ...parent,
    ...(citizen != null && { citizenId: citizen }),
    ...(personalNumber != null && { personalNumber }),
    verified: citizen != null,
  };
}

/** What was entered of a child, as an entry keeps it. */
export function childEntry<T extends ChildInput>({ childBirthDate, mother, father, ...child }: T) {
  const parents = [mother, father].filter((parent) => parent != null);
  return {
    ...child,
    childBirthDate: childBirthDate.toString(),
    ...(mother != null && { mother: registeredParent(mother) }),
    ...(father != null && { father: registeredParent(father) }),
    parentIds: parents.flatMap(({ citizen }) => (citizen == null ? [] : [citizen])),
  };
}

/** What was entered of somebody who died, as an entry keeps it. */
export function deceasedEntry<T extends DeceasedInput>({
  deceasedBirthDate,
  diedAt,
  causeOfDeath,
  ...deceased
}: T) {
  return {
    ...deceased,
    ...(deceasedBirthDate != null && { deceasedBirthDate: deceasedBirthDate.toString() }),
    diedAt: diedAt.toString(),
    ...(causeOfDeath != null && { causeOfDeath }),
  };
}

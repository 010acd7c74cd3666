/**
 * What the database asks the hub about a birth of which it heard, as its client has registered it: what the register says of
 * the child now, whatever became of the version that the event points to.
 */
export const birthQuestion = `query BirthToRecord($id: ID!) {
  birthRegistration(id: $id) {
    child {
      id
      birth {
        outcome
        registration {
          registeredOn
          childName
          childGender
          childBirthDate
          childHometown
          childNationality
          childEthnicityCode
          childPersonalNumber
          mother {
            citizen {
              id
            }
          }
          father {
            citizen {
              id
            }
          }
        }
      }
    }
  }
}
`;

/** What it asks about a death: when the person died, if the register says so now. */
export const deathQuestion = `query DeathToRecord($id: ID!) {
  deathRegistration(id: $id) {
    deceased {
      id
      diedOn
    }
  }
}
`;

/** The answer to `birthQuestion`. */
export interface BirthAnswer {
  readonly birthRegistration: {
    readonly child: {
      readonly id: string;
      readonly birth: { readonly outcome: string; readonly registration: ToldBirth | null };
    };
  } | null;
}

/** The answer to `deathQuestion`; `diedOn` is an ISO day, null where no death is registered. */
export interface DeathAnswer {
  readonly deathRegistration: {
    readonly deceased: { readonly id: string; readonly diedOn: string | null };
  } | null;
}

/** A birth as the register tells it. Days are ISO 8601. */
export interface ToldBirth {
  readonly registeredOn: string;
  readonly childName: string;
  readonly childGender: 'MALE' | 'FEMALE' | 'UNDETERMINED';
  readonly childBirthDate: string;
  readonly childHometown: string;
  readonly childNationality: string;
  readonly childEthnicityCode: string;
  readonly childPersonalNumber: string;
  readonly mother: ToldParent | null;
  readonly father: ToldParent | null;
}

interface ToldParent {
  readonly citizen: { readonly id: string } | null;
}

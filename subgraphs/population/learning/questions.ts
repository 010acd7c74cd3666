import { registeredOperation } from '../../kit/hub/registered-operation.ts';

/** The database's machine is a client of the hub by itself. */
const client = 'population-recorder';

/** As whom and for what it asks. */
export const asking = { organisation: 'CSDLQG-DC', purpose: 'PD.UPDATE' } as const;

/**
 * What the database asks the hub about a birth of which it heard: what the register says of the child now, whatever became
 * of the version that the event points to.
 */
export const birthQuestion = registeredOperation(client, 'birth-to-record');

/** What it asks about a death: when the person died, if the register says so now, and under which number. */
export const deathQuestion = registeredOperation(client, 'death-to-record');

/** The answer to `birthQuestion`. */
export interface BirthAnswer {
  /** The entry that the event points to: whom it named, and what is registered of its child now. */
  readonly birthRegistration:
    | (ToldParents & {
        readonly child: {
          readonly id: string;
          readonly birth: { readonly outcome: string; readonly registration: ToldBirth | null };
        };
      })
    | null;
  /** The entry that it corrects; the same one where it corrects none. */
  readonly superseded: ToldParents | null;
}

/** The answer to `deathQuestion`; `diedOn` is an ISO day, null where no death is registered. */
export interface DeathAnswer {
  readonly deathRegistration: {
    readonly deceased: {
      readonly id: string;
      readonly diedOn: string | null;
      readonly death: { readonly registration: { readonly deceasedPersonalNumber: string } | null };
    };
  } | null;
}

/** A birth as the register tells it. Days are ISO 8601. */
export interface ToldBirth extends ToldParents {
  readonly registeredOn: string;
  readonly childName: string;
  readonly childGender: 'MALE' | 'FEMALE' | 'UNDETERMINED';
  readonly childBirthDate: string;
  readonly childHometown: string;
  readonly childNationality: string;
  readonly childEthnicityCode: string;
  readonly childPersonalNumber: string;
}

/** Whom an entry names as parents, as far as it links them. */
export interface ToldParents {
  readonly mother: ToldParent | null;
  readonly father: ToldParent | null;
}

interface ToldParent {
  readonly citizen: { readonly id: string } | null;
}

/** What `MyData` asks for. */
export interface MyDataAnswer {
  readonly me: {
    readonly fullName: string | null;
    readonly personalNumber: string | null;
    readonly birthDate: string | null;
    readonly gender: string | null;
    readonly maritalStatus: string | null;
    readonly ethnicityCode: string | null;
    readonly religionCode: string | null;
    readonly bloodType: string | null;
    readonly permanentAddress: Address | null;
    readonly currentAddress: Address | null;
    readonly insurance: {
      readonly siNumber: string | null;
      readonly status: string | null;
      readonly totalMonths: number | null;
      readonly office: string | null;
      readonly healthCard: { readonly number: string | null } | null;
      readonly employer: { readonly name: string | null } | null;
    } | null;
    readonly medicalDocuments: { readonly nodes: readonly MedicalPaper[] | null } | null;
    readonly birth: { readonly outcome: string | null } | null;
    readonly childBirths: { readonly nodes: readonly ChildBirth[] | null } | null;
  } | null;
}

/** An address of the population register. */
export interface Address {
  readonly detail: string | null;
  readonly commune: string | null;
  readonly province: string | null;
}

/** A paper of a medical facility. */
export interface MedicalPaper {
  readonly __typename: string;
  readonly id: string;
  readonly code: string | null;
  readonly issuedOn: string | null;
  readonly issuer: { readonly name: string | null } | null;
  readonly signature: { readonly status: string | null } | null;
}

/** The registration of a child's birth. */
export interface ChildBirth {
  readonly childName: string | null;
  readonly registrationNumber: string | null;
}

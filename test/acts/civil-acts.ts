import { randomUUID } from 'node:crypto';
import type { Asker, GraphqlAnswer, HubUnderTest } from '../scenario/running-hub.ts';

/** A registrar of a commune, who registers births if nothing else is said. */
export const registrar: Asker = { persona: 'justice-registrar', organisation: '90105' };
export const deathRegistrar: Asker = { ...registrar, purpose: 'CS.DEATH.REGISTER' };

/** Values that are in requests and in the register, and may be nowhere else. */
export const canaries = {
  child: 'Trần Canary Thị Bình',
  mother: 'Lê Canary Thị Hoa',
  number: '999926000417',
  place: 'Trạm Canary số 9',
  cause: 'Nguyên nhân Canary',
} as const;

const refusal = '... on RegistrationRefused { because field existing vi en }';
const entry =
  'id kind status version supersedes registrationKind registeredLate registeredOn childName statusReason child { id }';

export const operations = {
  registerBirth: `mutation RegisterBirth($input: RegisterBirthInput!) {
    act: registerBirth(input: $input) { __typename ... on BirthRegistered { isRepeated registration { ${entry} } } ${refusal} }
  }`,
  correctBirth: `mutation CorrectBirth($input: CorrectBirthInput!) {
    act: correctBirth(input: $input) { __typename ... on BirthRegistered { isRepeated registration { ${entry} } } ${refusal} }
  }`,
  cancelBirth: `mutation CancelBirth($input: CancelRegistrationInput!) {
    act: cancelBirth(input: $input) { __typename ... on BirthRegistered { isRepeated registration { ${entry} } } ${refusal} }
  }`,
  issueBirthExtract: `mutation IssueBirthExtract($input: IssueExtractInput!) {
    act: issueBirthExtract(input: $input) {
      __typename ... on BirthExtractIssued { isRepeated extract { id extractNumber registration { id } } } ${refusal}
    }
  }`,
  registerDeath: `mutation RegisterDeath($input: RegisterDeathInput!) {
    act: registerDeath(input: $input) {
      __typename
      ... on DeathRegistered { isRepeated registration { id status version registeredLate documentName statusReason } }
      ${refusal}
    }
  }`,
  correctDeath: `mutation CorrectDeath($input: CorrectDeathInput!) {
    act: correctDeath(input: $input) { __typename ... on DeathRegistered { registration { id status } } ${refusal} }
  }`,
  cancelDeath: `mutation CancelDeath($input: CancelRegistrationInput!) {
    act: cancelDeath(input: $input) { __typename ... on DeathRegistered { registration { id status } } ${refusal} }
  }`,
} as const;

/** What an act came to. */
export interface Act {
  readonly __typename: string;
  readonly because?: string;
  readonly field?: string;
  readonly existing?: string;
  readonly isRepeated?: boolean;
  readonly registration?: Readonly<Record<string, unknown>> & {
    readonly id: string;
    readonly child?: { readonly id: string };
  };
  readonly extract?: Readonly<Record<string, unknown>> & { readonly id: string };
}

/** Does an act, and gives its answer; the whole answer where there is none. */
export async function act(
  hub: HubUnderTest,
  name: keyof typeof operations,
  input: Readonly<Record<string, unknown>>,
  asker: Asker = registrar,
): Promise<Act> {
  const answer = await hub.ask(operations[name], { input }, asker);
  const { act } = (answer.data ?? {}) as { readonly act?: Act };
  if (!act) throw new Error(`${name} was not answered: ${JSON.stringify(codesOf(answer))}`);
  return act;
}

export function codesOf({ errors }: GraphqlAnswer): readonly unknown[] {
  return errors.map(({ extensions }) => extensions?.['code']);
}

export const key = (): string => randomUUID();

let numbers = 0;

/** A birth as a registrar enters one, with a number that nobody else has. */
export function birthInput(given: Readonly<Record<string, unknown>> = {}) {
  return {
    key: key(),
    registrationNumber: '12/2026',
    bookNumber: '01/2026',
    pageNumber: '7',
    childName: canaries.child,
    childGender: 'FEMALE',
    childBirthDate: Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').subtract({ days: 9 }).toString(),
    childBirthPlace: canaries.place,
    childHometown: 'Xã Mẫu',
    childNationality: 'VNM',
    childEthnicityCode: '01',
    childPersonalNumber: `9999260${String(10_000 + numbers++)}`,
    mother: {
      fullName: canaries.mother,
      birthYear: 1995,
      nationality: 'VNM',
      ethnicityCode: '01',
      residence: 'Xã Mẫu',
      personalNumber: canaries.number,
    },
    requester: { fullName: canaries.mother, relation: 'Mẹ' },
    ...given,
  };
}

/** A death as a registrar enters one. */
export function deathInput(deceased: string, given: Readonly<Record<string, unknown>> = {}) {
  return {
    key: key(),
    deceased,
    registrationNumber: '3/2026',
    bookNumber: '01/2026',
    deceasedName: canaries.child,
    deceasedGender: 'FEMALE',
    deceasedEthnicityCode: '01',
    deceasedPersonalNumber: canaries.number,
    diedAt: Temporal.Now.instant().subtract({ hours: 48 }).toString(),
    deathPlace: canaries.place,
    causeOfDeath: canaries.cause,
    requester: { fullName: canaries.mother, relation: 'Mẹ' },
    ...given,
  };
}

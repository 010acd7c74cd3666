import type { Asker } from '../../scenario/running-hub.ts';
import { firstQuery } from '../../world/first-query.ts';
import type { WorldPeople } from './hub-setup.ts';

/** A question to the hub, and who asks it. */
export interface HubQuestion {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly asker: Asker;
  /** What the answer must have in it, so that it cannot be right by being empty. */
  readonly holds: readonly string[];
}

/** What they are called. */
export const hubQuestionNames = [
  'claim page, asked by the officer who decides',
  'citizen page, asked by the citizen',
  'contributions without papers, asked by the citizen',
  'list of 100 citizens, asked by a population officer',
  'mass verification of 50 people, asked by a population officer',
] as const;

/** The questions by which the hub is measured. */
export function hubQuestions({ mother, claim, citizens, stated }: WorldPeople): readonly HubQuestion[] {
  const verified = stated.slice(0, 50);
  return [
    {
      name: hubQuestionNames[0],
      query: firstQuery(claim.id),
      asker: { persona: 'vss-officer', organisation: claim.office, case: claim.number },
      holds: [
        claim.number,
        '"fullName":"',
        '"totalMonths":',
        '"deliveredBySurgery":',
        '"registrationNumber":',
      ],
    },
    {
      name: hubQuestionNames[1],
      query: citizenPage,
      variables: { id: mother },
      asker: { persona: 'citizen', citizen: mother },
      holds: [
        mother,
        '"fullName":"',
        '"siNumber":"',
        '"amount":',
        '"provinceCode":',
        '"dischargeDiagnosis":',
      ],
    },
    {
      name: hubQuestionNames[2],
      query: contributions,
      variables: { id: mother },
      asker: { persona: 'citizen', citizen: mother },
      holds: [mother, '"fullName":"', '"siNumber":"', '"from":"'],
    },
    {
      name: hubQuestionNames[3],
      query: citizenList,
      variables: { ids: citizens },
      asker: { persona: 'population-officer' },
      holds: citizens.map((id) => `{"id":"${id}","personalNumber":"`),
    },
    {
      name: hubQuestionNames[4],
      query: verification(verified.length),
      variables: Object.fromEntries(verified.map((each, at) => [`p${at}`, each])),
      asker: { persona: 'population-officer' },
      holds: verified.map((_, at) => `"p${at}":{"outcome":"MATCH","mismatches":[],"citizen":{"id":"`),
    },
  ];
}

const citizenPage = `
query MyPage($id: ID!) {
  citizen(id: $id) {
    id
    fullName
    personalNumber
    birthDate
    gender
    permanentAddress { provinceCode province commune detail }
    insurance { siNumber status totalMonths }
    claims(first: 5) {
      nodes {
        number
        scheme
        state
        decision { outcome amount }
      }
    }
    medicalDocuments(first: 5) {
      nodes {
        __typename
        ... on DischargePaper { issuedOn dischargedAt dischargeDiagnosis }
        ... on MedicalBirthNotice { issuedOn childrenInThisBirth }
      }
    }
  }
}`;

const contributions = `
query MyContributions($id: ID!) {
  citizen(id: $id) {
    id
    fullName
    insurance {
      siNumber
      status
      totalMonths
      contributions(first: 20) { nodes { from to } }
    }
  }
}`;

const citizenList = `
query List($ids: [ID!]!) {
  citizens(ids: $ids) {
    id
    personalNumber
    fullName
    birthDate
    gender
    maritalStatus
    permanentAddress { provinceCode province commune }
  }
}`;

/** Each of so many people by particulars of their own, in one request. */
function verification(count: number): string {
  const names = Array.from({ length: count }, (_, at) => `p${at}`);
  const inputs = names.map((name) => `$${name}: CitizenParticulars!`);
  const fields = names.map(
    (name) => `${name}: verifyCitizen(input: $${name}) { outcome mismatches citizen { id } }`,
  );
  return `query Verify(${inputs.join(', ')}) {\n  ${fields.join('\n  ')}\n}`;
}

/**
 * One question to four agencies about a mother who has just given birth: what the explorer opens with.
 *
 * @param citizenId the opaque id of the mother
 */
export function firstQuery(citizenId: string): string {
  return `# One question, four agencies. Ctrl+Enter runs it.
query NewMother {
  citizen(id: "${citizenId}") {
    # Population
    fullName
    birthDate
    familyRelations(kind: CHILD) {
      nodes { relative { fullName birthDate } }
    }
    # Health
    medicalDocuments(first: 3) {
      nodes {
        __typename
        issuedOn
        signature { status }
      }
    }
    # Justice
    childBirths(first: 1) {
      nodes { childName registeredOn }
    }
    # Social insurance, and the papers at their owners
    insurance { status totalMonths }
    claims(first: 1) {
      nodes {
        scheme
        state
        leaveFrom
        leaveTo
        decision { outcome amount }
        evidence {
          role
          document {
            ... on BirthRegistration { registeredOn }
            ... on DischargePaper { dischargedAt }
            ... on MedicalBirthNotice { childBornAt }
          }
        }
      }
    }
  }
}
`;
}

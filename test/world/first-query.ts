/**
 * One question to four agencies, as the officer asks it who decides the claim of a mother: what the explorer opens with.
 *
 * @param claimId the opaque id of her claim
 */
export function firstQuery(claimId: string): string {
  return `# One question, four agencies. Ctrl+Enter runs it.
query DecideClaim {
  claim(id: "${claimId}") {
    # Social insurance
    number
    scheme
    state
    # Population, and the contributions again at social insurance
    claimant {
      fullName
      personalNumber
      insurance {
        totalMonths
        contributedAtLeast(months: 6, from: "2025-10-01", to: "2026-09-30")
      }
      # Health: not the illness, but what the claim rests on
      medicalDocuments(first: 3) {
        nodes {
          ... on DischargePaper {
            issuedOn
            dischargedAt
            signature {
              status
            }
          }
          ... on MedicalBirthNotice {
            issuedOn
            childrenInThisBirth
            deliveredBySurgery
          }
        }
      }
    }
    child {
      fullName
      birthDate
    }
    evidence {
      state
      document {
        # Justice
        ... on BirthRegistration {
          registrationNumber
          registeredOn
        }
      }
    }
    decision {
      outcome
      amount
    }
  }
}
`;
}

import type {
  ClaimRecord,
  ContributionRecord,
  EmployerRecord,
  InsuredPersonRecord,
} from '../../../subgraphs/vss/collections.ts';

/** A participant; what matters to a test is given. */
export function insured(id: string, given: Partial<InsuredPersonRecord> = {}): InsuredPersonRecord {
  return {
    id,
    version: 1,
    siNumber: `SI-${id}`,
    status: 'ACTIVE',
    scheme: 'COMPULSORY',
    office: 'office-1',
    firstMonth: '2020-01-01',
    totalMonths: 78,
    sicknessDaysPaid: {},
    updatedAt: '2026-07-01T00:00:00Z',
    ...given,
  };
}

/** Contributions from the first day of one month to the first day of another. */
export function contribution(
  citizenId: string,
  from: string,
  to: string,
  given: Partial<ContributionRecord> = {},
): ContributionRecord {
  return {
    id: `${citizenId}-${from}`,
    version: 1,
    citizenId,
    from,
    to,
    scheme: 'COMPULSORY',
    salaryBase: 9_600_000,
    workingConditions: 'NORMAL',
    ...given,
  };
}

/** A claim; what matters to a test is given. */
export function claim(id: string, claimantId: string, given: Partial<ClaimRecord> = {}): ClaimRecord {
  return {
    id,
    version: 1,
    number: `number-${id}`,
    scheme: 'SICKNESS',
    event: 'OWN_ILLNESS',
    procedureCode: '1.001667',
    state: 'SUBMITTED',
    claimantId,
    leaveFrom: '2026-06-01',
    leaveTo: '2026-06-05',
    leaveDays: 5,
    channel: 'EMPLOYER',
    submittedAt: '2026-06-10T02:00:00Z',
    office: 'office-1',
    evidence: [],
    timeline: [],
    payments: [],
    updatedAt: '2026-06-10T02:00:00Z',
    ...given,
  };
}

/** An employer by its code. */
export function employer(id: string, given: Partial<EmployerRecord> = {}): EmployerRecord {
  return {
    id,
    version: 1,
    name: 'Công ty Mẫu',
    taxCode: '0000000000',
    sector: 'Dệt may',
    ...given,
  };
}

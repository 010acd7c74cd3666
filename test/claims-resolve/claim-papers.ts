import type { BirthRegistrationRecord } from '../../subgraphs/justice/collections.ts';
import type { ClaimRecord } from '../../subgraphs/vss/collections.ts';
import { paper } from '../subgraphs/health/records.ts';
import { birth, death } from '../subgraphs/justice/records.ts';
import { claim } from '../subgraphs/vss/records.ts';

/** The day of the births that are made up. */
export const bornOn = '2026-11-03';

export function certificate(
  citizenId: string,
  { leaveFrom, leaveTo, ...more }: { leaveFrom: string; leaveTo: string; isListedLongTermDisease?: true },
) {
  const header = headerOf('certificate', citizenId);
  return paper('SICK_LEAVE_CERTIFICATE', header.code, {
    ...header,
    examinedOn: leaveFrom,
    leaveFrom,
    leaveTo,
    ...more,
  });
}

export function lossOf(citizenId: string) {
  const header = headerOf('discharge', citizenId);
  return paper('DISCHARGE_PAPER', header.code, {
    ...header,
    admittedAt: '2026-10-12T01:00:00Z',
    dischargedAt: '2026-10-14T03:00:00Z',
    outpatientLeaveFrom: '2026-10-15',
    outpatientLeaveTo: '2026-10-31',
    pregnancyTerminated: true,
    gestationWeeks: 14,
  });
}

type NoticeGiven = NonNullable<Parameters<typeof paper<'MEDICAL_BIRTH_NOTICE'>>[2]>;

export function notice(citizenId: string, childId: string, given: NoticeGiven = {}) {
  const header = headerOf('notice', citizenId);
  return paper('MEDICAL_BIRTH_NOTICE', header.code, {
    ...header,
    childId,
    childBornAt: `${bornOn}T02:00:00Z`,
    livingChildrenIncludingThis: 1,
    deliveredBySurgery: false,
    ...given,
  });
}

export function registration(
  childId: string,
  parentIds: readonly string[],
  given: Partial<BirthRegistrationRecord> = {},
) {
  const on = { registeredOn: '2026-11-06', issuedOn: '2026-11-06' };
  return birth(`registration-of-${childId}`, childId, { childBirthDate: bornOn, ...on, parentIds, ...given });
}

export function deathOf(deceasedId: string, diedOn: string) {
  const registered = { registeredOn: diedOn, issuedOn: diedOn, diedAt: `${diedOn}T02:00:00Z` };
  return death(`death-of-${deceasedId}`, deceasedId, registered);
}

function headerOf(kind: string, citizenId: string) {
  return { citizenId, code: `${kind}-of-${citizenId}`, signature: { status: 'VALID' } } as const;
}

/** A leave that was granted before: of a file on paper. */
export function granted(claimantId: string, given: Partial<ClaimRecord>): ClaimRecord {
  const decision = {
    number: `QD-${claimantId}`,
    decidedOn: '2026-10-31',
    outcome: 'APPROVED',
    amount: 1,
    paidDays: 10,
    lines: [],
  } as const;
  return claim(`earlier-of-${claimantId}`, claimantId, { state: 'CLOSED', decision, ...given });
}

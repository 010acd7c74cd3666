import type { BirthRegistrationRecord } from '../../subgraphs/justice/collections.ts';
import type { ClaimRecord } from '../../subgraphs/vss/collections.ts';
import { benefitOf } from './benefits.ts';
import { birthNoticeCode } from './birth.ts';
import { yearOf } from './calendar.ts';
import { chooseProgress } from './claim-progress.ts';
import type { ClaimRequest } from './claim-request.ts';
import { papersSince, type FamilyLife } from './family-life.ts';
import type { AttestedCare } from './health-records.ts';
import { requestForAdoption, requestsForBirth, requestsForPregnancy } from './maternity-claims.ts';
import { randomStream } from './random.ts';
import { requestsForIllness } from './sickness-claims.ts';
import { addWorkingDays } from './working-days.ts';

/** Numbers of claims that one family can have. */
const CLAIMS_PER_FAMILY = 256;

/** The claims of a family in order of their leave, each with its decision and payments as far as it has come. */
export function claimsOf(
  seed: string,
  life: FamilyLife,
  attested: readonly AttestedCare[],
  registrations: readonly BirthRegistrationRecord[],
): readonly ClaimRecord[] {
  const { index, asOf } = life.family;
  const random = randomStream(seed, 'claims', index);
  const used = new Map<string, number>();
  const claims: ClaimRecord[] = [];
  const requests = requestsOf(life, attested, registrations).toSorted((a, b) => a.leave.from - b.leave.from);
  for (const request of requests) {
    const benefit = benefitOf(request, used.get(quotaOf(request)) ?? 0);
    const claim = chooseProgress(random, request, benefit, index * CLAIMS_PER_FAMILY + claims.length, asOf);
    if (claim === undefined) continue;
    claims.push(claim);
    if (claim.decision === undefined) continue;
    const days = (used.get(quotaOf(request)) ?? 0) + benefit.paidDays;
    used.set(quotaOf(request), days);
    const recovery = recoveryAfter(request, days);
    if (recovery === undefined || !random.chance(0.3) || recovery.leave.to > asOf) continue;
    const number = index * CLAIMS_PER_FAMILY + claims.length;
    const rest = chooseProgress(random, recovery, benefitOf(recovery, 0), number, asOf);
    if (rest !== undefined) claims.push(rest);
  }
  return claims;
}

function requestsOf(
  life: FamilyLife,
  attested: readonly AttestedCare[],
  registrations: readonly BirthRegistrationRecord[],
): readonly ClaimRequest[] {
  const { family } = life;
  const papers = attested.flatMap((encounter) => encounter.papers);
  const byChild = new Map(registrations.map((registration) => [registration.childId, registration]));
  const births = family.births
    .filter(({ day }) => day >= papersSince(family.asOf))
    .flatMap((birth) => {
      const { facility, children } = birth;
      const codes = facility === undefined ? [] : children.map((child) => birthNoticeCode(facility, child));
      const notices = papers.filter(
        (paper) => paper.kind === 'MEDICAL_BIRTH_NOTICE' && codes.includes(paper.code),
      );
      const registration = children
        .map(({ citizenId }) => byChild.get(citizenId ?? ''))
        .find((found) => found !== undefined);
      return requestsForBirth(life, birth, notices, registration);
    });
  const adoptions = family.adoptions.flatMap((adoption) =>
    requestForAdoption(life, adoption, byChild.get(adoption.child.citizenId)),
  );
  return [...births, ...adoptions, ...attested.flatMap((encounter) => requestsForCare(life, encounter))];
}

function requestsForCare(life: FamilyLife, encounter: AttestedCare): readonly ClaimRequest[] {
  const { care } = encounter;
  switch (care.kind) {
    case 'ILLNESS':
    case 'PREGNANCY_REST':
      return requestsForIllness(life, encounter, care);
    case 'PREGNANCY_LOSS':
    case 'PRENATAL_VISIT':
      return requestsForPregnancy(life, encounter, care);
    case 'DELIVERY':
    case 'ASSESSMENT':
    case 'HOSPITAL_DEATH':
      return [];
  }
}

/** The quota that a claim draws on: own sick days of a year, or those for one child. */
function quotaOf({ claimant, child, event, leave }: ClaimRequest): string {
  const own = event === 'OWN_ILLNESS' || event === 'LONG_TERM_ILLNESS';
  return `${claimant.citizenId}/${own ? 'OWN' : event}/${child?.citizenId ?? ''}/${yearOf(leave.from)}`;
}

/** Convalescence after thirty sick days in a year or after a birth, within thirty days (art. 46, 60). */
function recoveryAfter(request: ClaimRequest, daysPaid: number): ClaimRequest | undefined {
  const { event, measure, leave } = request;
  const from = addWorkingDays(leave.to, 2);
  const common = { ...request, scheme: 'CONVALESCENCE', evidence: [] } as const;
  if ((event === 'OWN_ILLNESS' || event === 'LONG_TERM_ILLNESS') && daysPaid >= 30) {
    const days = event === 'LONG_TERM_ILLNESS' ? 10 : 5;
    const rest = { from, to: from + days - 1 };
    return {
      ...common,
      event: 'RECOVERY_AFTER_SICKNESS',
      leave: rest,
      earliest: rest.to,
      measure: { by: 'RECOVERY_DAYS', days },
    };
  }
  if (event !== 'BIRTH' || measure.by !== 'MATERNITY_MONTHS') return undefined;
  const days = measure.children > 1 ? 10 : 5;
  const rest = { from, to: from + days - 1 };
  return {
    ...common,
    event: 'RECOVERY_AFTER_MATERNITY',
    leave: rest,
    earliest: rest.to,
    measure: { by: 'RECOVERY_DAYS', days },
  };
}

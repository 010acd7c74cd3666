import type { ClaimRecord } from '../../collections.ts';
import { recorded, type AskedBenefit, type ClaimBasis, type Finding } from './claim-basis.ts';
import type { EarlierLeave } from '../record/officer-fact.ts';
import type { BirthRuleFacts } from './rule-facts.ts';
import { overlapsOf } from './leave-facts.ts';
import { wasGranted } from './own-records.ts';
import { doubtsAboutClaimant } from './people-facts.ts';
import { ownSickDaysPaid } from './sick-days-used.ts';
import type { Doubt } from './stored-assessment.ts';

/**
 * The facts of convalescence: no paper, only what social insurance has decided before (Law 41/2024/QH15 Art. 46, 60).
 * The leave that ended last tells which of the two it is.
 */
export function findRecovery(basis: ClaimBasis): Finding {
  const { asked, own, gathered } = basis;
  const ended = own.otherClaims
    .filter(
      (claim) => wasGranted(claim) && claim.leaveTo < asked.leaveFrom && claim.scheme !== 'CONVALESCENCE',
    )
    .toSorted((one, other) => (one.leaveTo < other.leaveTo ? 1 : -1));
  const last = ended.find(({ event }) => event !== 'CHILD_ILLNESS' && event !== 'PATERNITY');
  if (gathered.away.includes('PERSON')) return { kind: 'WAITS', evidence: [] };
  const earlier = recorded(basis, 'EARLIER_LEAVE');
  if (earlier) return byRecord(basis, earlier);
  if (last === undefined) return { kind: 'BY_HAND', evidence: [], needs: ['EARLIER_LEAVE'] };
  const common = spanOf(asked, last.leaveTo);
  const doubts: readonly Doubt[] = [
    ...doubtsAboutClaimant(basis),
    ...overlapsOf(asked, own).doubts,
    // An old file does not say how the birth was, or what the last illness was.
    ...(last.assessment ? [] : (['EARLIER_FILE_INCOMPLETE'] as const)),
  ];
  const found = { kind: 'FACTS', relied: [], evidence: [], doubts } as const;
  const year = asked.leaveFrom.slice(0, 4);
  if (last.scheme === 'SICKNESS') {
    const used = recoveryDays(basis, (claim) => claim.leaveFrom.startsWith(year));
    const sickDaysInYear = ownSickDaysPaid(own)[year] ?? 0;
    return {
      ...found,
      event: 'RECOVERY_AFTER_SICKNESS',
      facts: { kind: 'RECOVERY_AFTER_SICKNESS', ...common, used, sickDaysInYear, last: kindOf(last) },
    };
  }
  const used = recoveryDays(basis, (claim) => claim.leaveFrom > last.leaveTo);
  const birth = last.assessment?.facts;
  const known: Pick<BirthRuleFacts, 'children' | 'surgery' | 'returnedAfterMonths'> =
    birth?.kind === 'BIRTH' ? birth : { children: 1, surgery: false };
  const { children, surgery, returnedAfterMonths } = known;
  return {
    ...found,
    event: 'RECOVERY_AFTER_MATERNITY',
    facts: {
      kind: 'RECOVERY_AFTER_MATERNITY',
      ...common,
      used,
      children,
      surgery,
      ...(returnedAfterMonths !== undefined && { returnedEarly: true }),
      ...returnedEarly(basis),
    },
  };
}

/** A convalescence after a leave that an officer read in a paper. */
function byRecord(basis: ClaimBasis, earlier: EarlierLeave): Finding {
  const { asked, own } = basis;
  const doubts = [...doubtsAboutClaimant(basis), ...overlapsOf(asked, own).doubts];
  const found = { kind: 'FACTS', relied: [], evidence: [], doubts } as const;
  const common = spanOf(asked, earlier.endedOn);
  const { last, sickDaysInYear, children } = earlier;
  if (earlier.of === 'SICKNESS') {
    const used = recoveryDays(basis, (claim) => claim.leaveFrom.startsWith(asked.leaveFrom.slice(0, 4)));
    const facts = { kind: 'RECOVERY_AFTER_SICKNESS', ...common, used, sickDaysInYear, last } as const;
    return { ...found, event: 'RECOVERY_AFTER_SICKNESS', facts };
  }
  const used = recoveryDays(basis, (claim) => claim.leaveFrom > earlier.endedOn);
  const facts = {
    kind: 'RECOVERY_AFTER_MATERNITY',
    ...common,
    used,
    children,
    surgery: last === 'SURGERY',
    ...returnedEarly(basis),
  } as const;
  return { ...found, event: 'RECOVERY_AFTER_MATERNITY', facts };
}

/** Who went back to work before the leave ended has no convalescence (Art. 60(4)). */
function returnedEarly(basis: ClaimBasis): { returnedEarly?: true } {
  return recorded(basis, 'EARLY_RETURN') ? { returnedEarly: true } : {};
}

function spanOf({ leaveFrom, leaveTo }: AskedBenefit, ended: string) {
  return {
    on: leaveFrom,
    granted: daysBetween(leaveFrom, leaveTo) + 1,
    daysSince: daysBetween(ended, leaveFrom),
  };
}

function kindOf({ event, assessment }: ClaimRecord): 'LONG_TERM' | 'SURGERY' | 'OTHER' {
  if (event === 'LONG_TERM_ILLNESS') return 'LONG_TERM';
  const facts = assessment?.facts;
  return facts?.kind === 'SICKNESS' && facts.surgery ? 'SURGERY' : 'OTHER';
}

/** Days of convalescence that were granted before. */
function recoveryDays({ asked, own }: ClaimBasis, counts: (claim: ClaimRecord) => boolean): number {
  return own.otherClaims
    .filter(
      (claim) =>
        claim.id !== asked.id && claim.scheme === 'CONVALESCENCE' && wasGranted(claim) && counts(claim),
    )
    .reduce((sum, { decision }) => sum + (decision?.paidDays ?? 0), 0);
}

function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

import type { ClaimRecord } from '../../collections.ts';
import type { Contraception, MotherGone, OfficerFact, Surrogacy } from '../record/officer-fact.ts';
import { findBirthPapers, type BirthFound, type WhoseLeave } from './birth-papers.ts';
import type { ClaimBasis, Finding } from './claim-basis.ts';
import { judgePapers } from './judge-papers.ts';
import { overlapsOf } from './leave-facts.ts';
import { salariesBefore } from './own-records.ts';
import { doubtsAboutChild, doubtsAboutClaimant } from './people-facts.ts';
import { paidOnce } from './paid-once.ts';
import type { PaidOnceFacts, SalaryOfMonth } from './rule-facts.ts';
import { birthPapersAmong } from './same-birth.ts';

/**
 * The facts of a maternity claim that an officer recorded the event of: contraception, surrogacy, a mother who is gone
 * (Law 41/2024/QH15 Art. 53(5)-(7), 54, 55, 57); undefined where nothing of the kind was recorded. Of several the latest
 * counts.
 */
export function findRecorded(basis: ClaimBasis): Finding | undefined {
  const event = basis.recorded.findLast(isEvent);
  switch (event?.kind) {
    case 'CONTRACEPTION':
      return contraceptionFound(basis, event);
    case 'SURROGACY': {
      const whose = event.claimant === 'SURROGATE' ? 'MOTHER' : 'AFTER_HER';
      return byBirth(basis, whose, 'SURROGACY', (birth) => surrogacyFacts(basis, birth, event));
    }
    case 'MOTHER_GONE': {
      const whose = event.claimant === 'MOTHER' ? 'MOTHER' : 'AFTER_HER';
      return byBirth(basis, whose, 'BIRTH', (birth) => remainingLeaveFacts(basis, birth, event));
    }
    case undefined:
      return undefined;
  }
}

type RecordedEvent = Contraception | Surrogacy | MotherGone;

/** Whether a fact says which event it was; others change what an event gives. */
function isEvent(fact: OfficerFact): fact is RecordedEvent {
  return fact.kind === 'CONTRACEPTION' || fact.kind === 'SURROGACY' || fact.kind === 'MOTHER_GONE';
}

function contraceptionFound(basis: ClaimBasis, { measure, prescribedDays }: Contraception): Finding {
  const { leaveFrom, leaveTo } = basis.asked;
  const { evidence, usable } = judgePapers(basis.gathered.papers, () => 'OUTPATIENT_LEAVE', basis.defective);
  if (basis.gathered.away.length > 0) return { kind: 'WAITS', evidence };
  const days = Math.min(prescribedDays, calendarDays(leaveFrom, leaveTo));
  const salaries = salariesOf(basis, leaveFrom);
  const facts = { kind: 'CONTRACEPTION', on: leaveFrom, measure, days, salaries } as const;
  return { ...foundFor(basis), event: 'CONTRACEPTION', relied: usable, evidence, facts };
}

function byBirth(
  basis: ClaimBasis,
  whose: WhoseLeave,
  event: 'SURROGACY' | 'BIRTH',
  factsOf: (birth: BirthFound) => PaidOnceFacts,
): Finding {
  const { found, evidence } = findBirthPapers(basis, whose);
  if (found === undefined) return { kind: 'WAITS', evidence };
  const common = foundFor(basis);
  const childId = found.childId ?? basis.asked.childId;
  const about = { ...basis.asked, childId, birthPapers: birthPapersAmong(found.relied) };
  const once = paidOnce(factsOf(found), about, basis.own);
  return {
    ...common,
    event,
    childId,
    relied: found.relied,
    evidence,
    doubts: [...new Set([...found.doubts, ...common.doubts, ...once.doubts])],
    facts: once.facts,
  };
}

function surrogacyFacts(basis: ClaimBasis, birth: BirthFound, recordedFact: Surrogacy): PaidOnceFacts {
  const { bornOn, children } = birth;
  const { handedOverOn, surrogateHasRight, claimant } = recordedFact;
  if (claimant === 'SURROGATE') {
    const { leaveFrom } = basis.asked;
    return {
      kind: 'SURROGATE_MOTHER',
      birth: bornOn,
      leaveFrom: leaveFrom < bornOn ? leaveFrom : bornOn,
      handedOverOn,
      children,
      salaries: salariesOf(basis, bornOn),
    };
  }
  return {
    kind: 'COMMISSIONING_MOTHER',
    childBorn: bornOn,
    received: handedOverOn,
    children,
    surrogateHasRight,
    salaries: salariesOf(basis, handedOverOn),
  };
}

function remainingLeaveFacts(basis: ClaimBasis, birth: BirthFound, gone: MotherGone): PaidOnceFacts {
  const { bornOn, children, livingBefore } = birth;
  const own = salariesOf(basis, bornOn);
  const hers = gone.claimant === 'MOTHER' ? own : salariesOfMother(basis);
  return {
    kind: 'REMAINING_LEAVE',
    birth: bornOn,
    children,
    livingBefore,
    motherGoneOn: gone.on,
    leaveFrom: gone.leaveFrom,
    part: gone.claimant === 'MOTHER' ? 'MOTHER' : 'CARER',
    motherMonths: hers?.map(({ month }) => month) ?? gone.motherMonths,
    claimantMonths: own.map(({ month }) => month),
    // A carer who is not insured is paid on what the mother earned: her leave is what is left over.
    salaries: own.length > 0 ? own : (hers ?? []),
  };
}

/** What the mother contributed, as her own claim about the child was assessed on it. */
function salariesOfMother({ asked, own }: ClaimBasis): readonly SalaryOfMonth[] | undefined {
  const hers = own.claimsAboutBirth.find(
    ({ claimantId, assessment }: ClaimRecord) =>
      claimantId !== asked.claimantId && assessment?.facts.kind === 'BIRTH',
  );
  const facts = hers?.assessment?.facts;
  return facts?.kind === 'BIRTH' ? facts.salaries : undefined;
}

function foundFor(basis: ClaimBasis) {
  return {
    kind: 'FACTS',
    doubts: [
      ...doubtsAboutClaimant(basis),
      ...doubtsAboutChild(basis),
      ...overlapsOf(basis.asked, basis.own).doubts,
    ],
  } as const;
}

function salariesOf({ own }: ClaimBasis, event: string): readonly SalaryOfMonth[] {
  return salariesBefore(own.contributions, 'COMPULSORY', Temporal.PlainDate.from(event));
}

function calendarDays(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days + 1;
}

import { contributionCondition } from '../../benefits/contribution-condition.ts';
import { contributionTerms } from '../../benefits/parameters/maternity.ts';
import { isBefore } from '../../benefits/parameters/dated.ts';
import type { MedicalPaper, Paper } from '../evidence/evidence-source.ts';
import { findBirthPapers } from './birth-papers.ts';
import { recorded, type ClaimBasis, type Finding } from './claim-basis.ts';
import { overlapsOf, weeklyRestOf } from './leave-facts.ts';
import { salariesBefore } from './own-records.ts';
import { paidOnce } from './paid-once.ts';
import type { BirthRuleFacts, SalaryOfMonth } from './rule-facts.ts';
import { doubtsAboutChild, doubtsAboutClaimant } from './people-facts.ts';
import { birthPapersAmong } from './same-birth.ts';
import type { Doubt } from './stored-assessment.ts';

/**
 * The facts of a claim about a birth: of the mother, the father, or under voluntary insurance. The birth certificate,
 * its extract or the medical notice proves it, any one of them (Law 41/2024/QH15 Art. 61(1), (5), 96): a birth that is
 * not registered yet is no reason to wait.
 */
export function findBirth(basis: ClaimBasis, whose: 'MOTHER' | 'FATHER'): Finding {
  const { asked, own, gathered } = basis;
  const { found, evidence } = findBirthPapers(basis, whose);
  if (found === undefined) return { kind: 'WAITS', evidence };
  if (found.isSurrogate) return { kind: 'BY_HAND', evidence, needs: ['SURROGACY'] };
  // What is left of a mother's leave is a man's only where she is gone (Art. 53(5)-(7)), which no agency shares.
  const isHers = whose === 'MOTHER' && asked.scheme === 'MATERNITY';
  if (isHers && gathered.claimant.isFemale === false) {
    return { kind: 'BY_HAND', evidence, needs: ['MOTHER_GONE'] };
  }
  const birth = Temporal.PlainDate.from(found.bornOn);
  const salaries = salariesBefore(own.contributions, 'COMPULSORY', birth);
  const child = { childId: found.childId ?? asked.childId };
  const about = { ...asked, ...child, birthPapers: birthPapersAmong(found.relied) };
  const doubts = [
    ...found.doubts,
    ...doubtsAboutClaimant(basis),
    ...doubtsAboutChild(basis),
    ...overlapsOf(asked, own).doubts,
  ];
  const common = { kind: 'FACTS', relied: found.relied, evidence, ...child } as const;
  const { bornOn, children, livingBefore, hardBirth, surgery } = found;
  if (asked.scheme === 'VOLUNTARY_MATERNITY') {
    const voluntary = salariesBefore(own.contributions, 'VOLUNTARY', birth);
    const once = paidOnce(
      {
        kind: 'VOLUNTARY_MATERNITY',
        birth: bornOn,
        children,
        voluntaryMonths: monthsInYearBefore(voluntary, birth),
        compulsoryMonths: monthsInYearBefore(salaries, birth),
        compulsoryRight: hasCompulsoryRight(salaries, birth),
        otherParentPaid: false,
        ...(gathered.claimant.isFemale === false && { ofFather: true }),
      },
      about,
      own,
    );
    return {
      ...common,
      event: 'BIRTH',
      doubts: [...new Set([...doubts, ...once.doubts])],
      facts: once.facts,
    };
  }
  if (whose === 'FATHER') {
    const { leaveFrom: from, leaveTo: to } = asked;
    const mother = recorded(basis, 'MOTHER_MONTHS');
    const once = paidOnce(
      {
        kind: 'PATERNITY',
        birth: bornOn,
        children,
        livingBefore,
        hardBirth,
        ...(mother && { motherMonths: mother.months }),
        from,
        to,
        salaries,
        ...weeklyRestOf(asked),
      },
      about,
      own,
    );
    return {
      ...common,
      event: 'PATERNITY',
      doubts: [...new Set([...doubts, ...doubtsAboutFather(basis, found.relied), ...once.doubts])],
      facts: once.facts,
    };
  }
  const once = paidOnce(
    {
      kind: 'BIRTH',
      birth: bornOn,
      children,
      livingBefore,
      surgery,
      hardBirth,
      pregnancyRest: hasPregnancyRest(basis),
      ...recordedOfBirth(basis),
      childDied: gathered.child?.diedOn !== undefined,
      jobEnded: own.insured.status !== 'ACTIVE',
      salaries,
    },
    about,
    own,
  );
  return {
    ...common,
    event: 'BIRTH',
    doubts: [...new Set([...doubts, ...once.doubts])],
    facts: once.facts,
  };
}

/** A father is whom a register names: a notice says no more than whom the mother named. A mother is none. */
function doubtsAboutFather({ gathered, kinship }: ClaimBasis, relied: readonly Paper[]): readonly Doubt[] {
  const isRegistered =
    kinship === undefined ? relied.some(({ type }) => type === 'BirthRegistration') : kinship !== 'ATTESTED';
  return isRegistered && gathered.claimant.isFemale !== true ? [] : ['FAMILY_RELATION_NOT_PROVEN'];
}

/** What no register tells of a birth, and an officer recorded. */
function recordedOfBirth(basis: ClaimBasis): Pick<BirthRuleFacts, 'infertility' | 'returnedAfterMonths'> {
  const returned = recorded(basis, 'EARLY_RETURN');
  const { leaveFrom } = basis.asked;
  return {
    ...(recorded(basis, 'INFERTILITY_TREATED') && { infertility: true }),
    ...(returned && { returnedAfterMonths: wholeMonths(leaveFrom, returned.on) }),
  };
}

function wholeMonths(from: string, until: string): number {
  const length = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(until), {
    largestUnit: 'months',
  });
  return Math.max(0, length.months);
}

function hasPregnancyRest({ gathered }: ClaimBasis): boolean {
  return gathered.papers.some(
    ({ type, isRevoked, signature, seal }: MedicalPaper) =>
      type === 'PregnancyRestCertificate' && !isRevoked && signature === 'VALID' && seal.kind === 'GENUINE',
  );
}

/** By this law: what was before it is refused by the rules, whatever the answer. */
function hasCompulsoryRight(salaries: readonly SalaryOfMonth[], event: Temporal.PlainDate): boolean {
  if (isBefore(contributionTerms.ordinary, event)) return false;
  const contributions = { months: salaries.map(({ month }) => Temporal.PlainYearMonth.from(month)) };
  return (
    contributionCondition({ event, contributions, pregnancyRest: false, infertility: false }).unmet ===
    undefined
  );
}

function monthsInYearBefore(salaries: readonly SalaryOfMonth[], birth: Temporal.PlainDate): number {
  const last = salaries.at(-1)?.month ?? '';
  const own = birth.toPlainYearMonth();
  const to = last === own.toString() ? own : own.subtract({ months: 1 });
  const from = to.subtract({ months: 11 }).toString();
  return salaries.filter(({ month }) => from <= month && month <= to.toString()).length;
}

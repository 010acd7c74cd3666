import { contributionCondition } from '../../benefits/contribution-condition.ts';
import { birthMonthCountsFromDay } from '../../benefits/parameters/maternity.ts';
import { inForce } from '../../benefits/parameters/dated.ts';
import type { BirthPaper, MedicalPaper } from '../evidence/evidence-source.ts';
import type { ClaimEvidence } from '../../collections.ts';
import type { ClaimBasis, Finding } from './claim-basis.ts';
import { judgePapers, missing } from './judge-papers.ts';
import { overlapsOf, weeklyRestOf } from './leave-facts.ts';
import { salariesBefore } from './own-records.ts';
import type { SalaryOfMonth } from './rule-facts.ts';
import { doubtsAboutClaimant, otherParent } from './people-facts.ts';
import type { Doubt } from './stored-assessment.ts';

/** What the papers of a birth say together. */
interface BirthFound {
  readonly bornOn: string;
  readonly childId?: string | undefined;
  readonly children: number;
  readonly livingBefore: number;
  readonly surgery: boolean;
  readonly hardBirth: boolean;
  readonly isSurrogate: boolean;
  readonly relied: readonly BirthPaper[];
  readonly doubts: readonly Doubt[];
}

/**
 * The facts of a claim about a birth: of the mother, the father, or under voluntary insurance. The birth certificate,
 * its extract or the medical notice proves it, any one of them (Law 41/2024/QH15 Art. 61(1), (5), 96): a birth that is
 * not registered yet is no reason to wait.
 */
export function findBirth(basis: ClaimBasis, whose: 'MOTHER' | 'FATHER'): Finding {
  const { asked, own, gathered } = basis;
  const { usable, evidence } = judgePapers(
    gathered.births.filter(isOfClaim(basis, whose)),
    () => 'BIRTH',
    basis.defective,
  );
  const found = birthOf(usable, basis);
  if (found === undefined || gathered.away.length > 0) {
    return { kind: 'WAITS', evidence: evidenceOfWait(basis, evidence) };
  }
  if (found.isSurrogate) return { kind: 'BY_HAND', evidence };
  const birth = Temporal.PlainDate.from(found.bornOn);
  const countsFrom = inForce(birthMonthCountsFromDay, birth).value;
  const salaries = salariesBefore(own.contributions, 'COMPULSORY', birth, countsFrom);
  const child = { childId: found.childId ?? asked.childId };
  const doubts = [...found.doubts, ...doubtsAboutClaimant(basis), ...overlapsOf(asked, own).doubts];
  const common = { kind: 'FACTS', relied: found.relied, evidence, ...child } as const;
  const { bornOn, children, livingBefore, hardBirth, surgery } = found;
  if (asked.scheme === 'VOLUNTARY_MATERNITY') {
    const voluntary = salariesBefore(own.contributions, 'VOLUNTARY', birth, countsFrom);
    const other = otherParent(basis);
    return {
      ...common,
      event: 'BIRTH',
      doubts: [...doubts, ...other.doubts],
      facts: {
        kind: 'VOLUNTARY_MATERNITY',
        birth: bornOn,
        children,
        voluntaryMonths: monthsInYearBefore(voluntary, birth),
        compulsoryMonths: monthsInYearBefore(salaries, birth),
        compulsoryRight: hasCompulsoryRight(salaries, birth),
        otherParentPaid: other.paid,
      },
    };
  }
  if (whose === 'FATHER') {
    const { leaveFrom: from, leaveTo: to } = asked;
    const facts = {
      kind: 'PATERNITY',
      birth: bornOn,
      children,
      livingBefore,
      hardBirth,
      from,
      to,
      salaries,
      ...weeklyRestOf(asked),
    } as const;
    return { ...common, event: 'PATERNITY', doubts, facts };
  }
  return {
    ...common,
    event: 'BIRTH',
    doubts,
    facts: {
      kind: 'BIRTH',
      birth: bornOn,
      children,
      livingBefore,
      surgery,
      hardBirth,
      pregnancyRest: hasPregnancyRest(basis),
      childDied: gathered.child?.diedOn !== undefined,
      jobEnded: own.insured.status !== 'ACTIVE',
      salaries,
    },
  };
}

/** A birth belongs to a claim by its child, or by its day: a mother's leave begins two months before at the earliest. */
function isOfClaim({ asked: { childId, leaveFrom } }: ClaimBasis, whose: 'MOTHER' | 'FATHER') {
  const leave = Temporal.PlainDate.from(leaveFrom);
  const [earliest, latest] =
    whose === 'MOTHER'
      ? [leave.subtract({ days: 7 }), leave.add({ months: 2 })]
      : [leave.subtract({ days: 90 }), leave];
  return (paper: BirthPaper): boolean =>
    childId !== undefined && paper.childId !== undefined
      ? paper.childId === childId
      : earliest.toString() <= paper.bornOn && paper.bornOn <= latest.toString();
}

/** The medical facts are the notice's; the day is the register's where there is an entry: it prevails (Law 60/2014 Art. 60). */
function birthOf(papers: readonly BirthPaper[], basis: ClaimBasis): BirthFound | undefined {
  const registration = papers.find(({ type }) => type === 'BirthRegistration');
  const notices = papers.filter(({ type }) => type === 'MedicalBirthNotice');
  const bornOn = registration?.bornOn ?? notices[0]?.bornOn;
  if (bornOn === undefined) return undefined;
  const differ = notices.some((notice) => notice.bornOn !== bornOn);
  const details =
    notices.length > 0 ? detailsOf(notices, basis) : (decidedBefore(basis) ?? detailsOf([], basis));
  return {
    bornOn,
    childId: registration?.childId ?? notices.find((each) => each.childId !== undefined)?.childId,
    ...details,
    isSurrogate: notices.some((notice) => notice.isSurrogate === true),
    relied: registration ? [registration, ...notices] : notices,
    doubts: [...details.doubts, ...(differ ? (['BIRTH_RECORDS_DIFFER'] as const) : [])],
  };
}

type BirthDetails = Pick<BirthFound, 'children' | 'livingBefore' | 'surgery' | 'hardBirth' | 'doubts'>;

function detailsOf(notices: readonly BirthPaper[], { gathered }: ClaimBasis): BirthDetails {
  const children = Math.max(1, notices.length, ...notices.map((notice) => notice.children ?? 1));
  const surgery = notices.some((notice) => notice.surgery === true);
  const fromRegister = Math.max(0, (gathered.claimant.livingChildren ?? children) - children);
  return {
    children,
    livingBefore: notices[0]?.livingBefore ?? fromRegister,
    surgery,
    hardBirth: surgery || notices.some(({ before32Weeks }) => before32Weeks === true),
    doubts: notices.length > 0 ? [] : ['BIRTH_DETAILS_UNKNOWN'],
  };
}

/**
 * What social insurance has found about the same birth for the mother: a notice is hers, and no case of a father shows
 * one that does not name him.
 */
function decidedBefore({ own }: ClaimBasis): BirthDetails | undefined {
  const facts = own.claimsAboutChild
    .map(({ assessment }) => assessment?.facts)
    .find((each) => each?.kind === 'BIRTH');
  if (facts?.kind !== 'BIRTH') return undefined;
  const { children, livingBefore, surgery, hardBirth } = facts;
  return { children, livingBefore, surgery, hardBirth, doubts: [] };
}

function evidenceOfWait({ gathered }: ClaimBasis, found: readonly ClaimEvidence[]): readonly ClaimEvidence[] {
  const { child, away } = gathered;
  if (found.length > 0 && away.length === 0) return found;
  const isComing = child?.birth === 'NOT_YET_REGISTERED' && !away.includes('BIRTHS');
  return [
    ...found,
    isComing ? { role: 'BIRTH', state: 'NOT_YET_REGISTERED' } : missing('BIRTH', 'BIRTHS', away),
  ];
}

function hasPregnancyRest({ gathered }: ClaimBasis): boolean {
  return gathered.papers.some(
    ({ type, isRevoked, signature }: MedicalPaper) =>
      type === 'PregnancyRestCertificate' && !isRevoked && signature === 'VALID',
  );
}

function hasCompulsoryRight(salaries: readonly SalaryOfMonth[], event: Temporal.PlainDate): boolean {
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

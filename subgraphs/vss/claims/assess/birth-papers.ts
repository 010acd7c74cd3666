import type { ClaimEvidence } from '../../collections.ts';
import type { BirthPaper } from '../evidence/evidence-source.ts';
import type { ClaimBasis } from './claim-basis.ts';
import { judgePapers, missing } from './judge-papers.ts';
import { kinshipNotProven } from './kinship-not-proven.ts';
import type { Doubt } from './stored-assessment.ts';

/** Whose leave a birth gives: the mother's, the father's at once, or of who has the child after her. */
export type WhoseLeave = 'MOTHER' | 'FATHER' | 'AFTER_HER';

/** What the papers of a birth say together. */
export interface BirthFound {
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
 * The birth that a claim is about, and the list of its evidence; no birth while the papers, or their holders, are not
 * there. Any one of the birth certificate, its extract and the medical notice proves it (Law 41/2024/QH15 Art. 61(1)).
 */
export function findBirthPapers(
  basis: ClaimBasis,
  whose: WhoseLeave,
): { readonly found: BirthFound | undefined; readonly evidence: readonly ClaimEvidence[] } {
  const { gathered, defective } = basis;
  const { usable, evidence } = judgePapers(
    gathered.births.filter(isOfClaim(basis, whose)),
    () => 'BIRTH',
    defective,
  );
  const own = usable.filter(isOfClaimant(basis, usable));
  const isNobodys = own.length === 0 && usable.length > 0 && !gathered.away.includes('BIRTHS');
  if (isNobodys) return { found: undefined, evidence: kinshipNotProven.evidence };
  const found = birthOf(own, basis);
  return found === undefined || gathered.away.length > 0
    ? { found: undefined, evidence: evidenceOfWait(basis, evidence) }
    : { found, evidence };
}

/** A birth belongs to a claim by its child, or by its day: a mother's leave begins two months before at the earliest. */
function isOfClaim({ asked: { childId, leaveFrom }, gathered }: ClaimBasis, whose: WhoseLeave) {
  const leave = Temporal.PlainDate.from(leaveFrom);
  const [earliest, latest] = {
    MOTHER: [leave.subtract({ days: 7 }), leave.add({ months: 2 })] as const,
    FATHER: [leave.subtract({ days: 90 }), leave] as const,
    // The longest leave of a birth is over by then.
    AFTER_HER: [leave.subtract({ months: 9 }), leave] as const,
  }[whose];
  const isMans = whose === 'FATHER' || gathered.claimant.isFemale === false;
  const ownNotice = gathered.births.find(
    (paper) => paper.type === 'MedicalBirthNotice' && childId !== undefined && paper.childId === childId,
  );
  return (paper: BirthPaper): boolean => {
    if (childId !== undefined && paper.childId !== undefined) return paper.childId === childId;
    if (isMans && ownNotice && !mayBeTwins(ownNotice, paper)) return false;
    return earliest.toString() <= paper.bornOn && paper.bornOn <= latest.toString();
  };
}

/** Whether two notices may be of one birth: a man may have children of two women on one day, a woman may not. */
function mayBeTwins(own: BirthPaper, other: BirthPaper): boolean {
  return (own.children ?? 1) > 1 && own.children === other.children && own.issuer === other.issuer;
}

/**
 * Whether a birth is the claimant's. Of a stated child that was asked before. Where none is stated, papers that name the claimant
 * prove it (Law 41/2024/QH15 Art. 61(1), (5)), but a notice no more once its birth is registered and not as theirs. Of a notice that
 * does not say who the child is the registers cannot be asked: it opens nobody, and an officer looks (`isUnseen`). That a woman bore a
 * child for another one is so whoever registers it.
 */
function isOfClaimant({ asked }: ClaimBasis, papers: readonly BirthPaper[]) {
  const registered = papers.filter(({ type }) => type === 'BirthRegistration').map(({ childId }) => childId);
  return ({ type, childId, isSurrogate, isClaimantsChild, registered: outcome }: BirthPaper): boolean =>
    asked.childId !== undefined ||
    type === 'BirthRegistration' ||
    isClaimantsChild === true ||
    isSurrogate === true ||
    outcome !== 'MATCH' ||
    childId === undefined ||
    registered.includes(childId);
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
    // Who bore a child for another one is not its mother: by the notice it is nobody's of the case (Art. 54, 55).
    childId:
      registration?.childId ??
      notices.find((each) => each.childId !== undefined && each.isSurrogate !== true)?.childId,
    ...details,
    isSurrogate: notices.some((notice) => notice.isSurrogate === true),
    relied: registration ? [registration, ...notices] : notices,
    doubts: [
      ...details.doubts,
      ...(differ ? (['BIRTH_RECORDS_DIFFER'] as const) : []),
      ...(!registration && basis.kinship === undefined && notices.some(isUnseen)
        ? (['FAMILY_RELATION_NOT_PROVEN'] as const)
        : []),
    ],
  };
}

/** A notice of a birth that is registered, where nothing has said whose it is registered as. */
export function isUnseen({ registered, isClaimantsChild, isSurrogate }: BirthPaper): boolean {
  return registered === 'MATCH' && isClaimantsChild !== true && isSurrogate !== true;
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
  const facts = own.claimsAboutBirth
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

import { isUnseen } from '../assess/birth-papers.ts';
import type { AskedBenefit } from '../assess/claim-basis.ts';
import {
  SourceAwayError,
  type BirthPaper,
  type EvidenceQuestion,
  type EvidenceSource,
  type GatheredEvidence,
  type OpenCase,
} from './evidence-source.ts';
import { kinshipWith, questionAbout } from './question-of.ts';

/**
 * Asks the registers whose a birth is that a notice tells of, where a claim states no child and no registration was seen: an
 * entry is its child's to show, and nobody but the claimant is named in the case. Once a birth is registered, a notice says
 * who bore the child, and the register alone whose it is (Law 41/2024/QH15 Art. 61(1)). Of births of other years nobody is asked.
 *
 * @returns the same evidence, in which notices say so that are of a child of the claimant
 */
export async function askWhoseBirths(
  gathered: GatheredEvidence,
  asked: AskedBenefit,
  evidence: Pick<EvidenceSource, 'findKinship'>,
  open: OpenCase & { readonly today: string },
): Promise<GatheredEvidence> {
  const { caseName, office, nameInCase, today } = open;
  const around = questionAbout(asked, open);
  const theirs = new Set<string>();
  for (const childId of new Set(
    gathered.births.flatMap((paper) => registeredUnseen(paper, gathered, around) ?? []),
  )) {
    const wanted = kinshipWith(childId, asked, today);
    const kinship = await evidence.findKinship({ ...wanted, caseName, office, nameInCase });
    if (kinship === 'AWAY') return { ...gathered, away: [...new Set([...gathered.away, 'BIRTHS' as const])] };
    if (kinship === 'PARENT') theirs.add(childId);
  }
  const births = gathered.births.map((paper) =>
    paper.childId !== undefined && theirs.has(paper.childId) ? { ...paper, isClaimantsChild: true } : paper,
  );
  return { ...gathered, births };
}

/** The child of a notice whose birth is registered, where no registration of that child is among the papers. */
function registeredUnseen(
  { childId, bornOn, registered, isSurrogate }: BirthPaper,
  { births }: GatheredEvidence,
  { from, to }: Pick<EvidenceQuestion, 'from' | 'to'>,
): string | undefined {
  if (registered !== 'MATCH' || isSurrogate === true || bornOn < from || bornOn > to) return undefined;
  const isSeen = births.some((other) => other.type === 'BirthRegistration' && other.childId === childId);
  return isSeen ? undefined : childId;
}

/**
 * Whether notices still prove a birth for which no child is stated. One that does not say who the child is does so until the birth is
 * registered: whose it is, the register alone says then, and cannot be asked.
 *
 * @param notices opaque ids of those on which a claim rests
 */
export async function stillProve(
  notices: readonly string[],
  asked: AskedBenefit,
  evidence: Pick<EvidenceSource, 'gather'>,
  open: OpenCase,
): Promise<boolean | 'AWAY'> {
  try {
    const { births, away } = await evidence.gather(questionAbout(asked, open));
    if (away.includes('BIRTHS')) return 'AWAY';
    return !births.some((paper) => notices.includes(paper.id) && isUnseen(paper));
  } catch (error) {
    if (error instanceof SourceAwayError) return 'AWAY';
    throw error;
  }
}

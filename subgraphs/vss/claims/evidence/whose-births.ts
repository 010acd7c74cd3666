import type { AskedBenefit } from '../assess/claim-basis.ts';
import type { BirthPaper, EvidenceSource, GatheredEvidence, OpenCase } from './evidence-source.ts';
import { kinshipWith } from './question-of.ts';

/**
 * Asks the registers whose a birth is that a notice tells of, where a claim states no child and no registration was seen: an
 * entry is its child's to show, and nobody but the claimant is named in the case. Once a birth is registered, a notice says
 * who bore the child, and the register alone whose it is (Law 41/2024/QH15 Art. 61(1)).
 *
 * @returns the same evidence, in which notices say so that are of a child of the claimant
 */
export async function askWhoseBirths(
  gathered: GatheredEvidence,
  asked: AskedBenefit,
  evidence: Pick<EvidenceSource, 'findKinship'>,
  { caseName, office, nameInCase, today }: OpenCase & { readonly today: string },
): Promise<GatheredEvidence> {
  const theirs = new Set<string>();
  for (const childId of new Set(
    gathered.births.flatMap((paper) => registeredUnseen(paper, gathered) ?? []),
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
  { childId, registered, isSurrogate }: BirthPaper,
  { births }: GatheredEvidence,
): string | undefined {
  if (registered !== 'MATCH' || isSurrogate === true) return undefined;
  const isSeen = births.some((other) => other.type === 'BirthRegistration' && other.childId === childId);
  return isSeen ? undefined : childId;
}

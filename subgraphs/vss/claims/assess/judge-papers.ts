import type { BenefitScheme, ClaimEvidence } from '../../collections.ts';
import type { EvidencePart, Paper } from '../evidence/evidence-source.ts';

type Role = ClaimEvidence['role'];

/** Papers that may be relied on, and what the claim's list of evidence says of all that were found. */
export interface JudgedPapers<P extends Paper> {
  readonly usable: readonly P[];
  readonly evidence: readonly ClaimEvidence[];
}

/**
 * Which papers count. A paper that was corrected gives way to its correction; one whose signature does not hold, or in
 * which an officer recorded a defect, is found but not relied on; so is one whose custodian's seal does not prove it.
 */
export function judgePapers<P extends Paper>(
  papers: readonly P[],
  roleOf: (paper: P) => Role,
  defective: ReadonlySet<string>,
): JudgedPapers<P> {
  const superseded = new Set(papers.map(({ supersedes }) => supersedes));
  const current = papers.filter(({ id }) => !superseded.has(id));
  const judged = current.map((paper) => ({ paper, ...standingOf(paper, defective) }));
  return {
    usable: judged.flatMap(({ paper, state }) => (state === 'FOUND' ? [paper] : [])),
    evidence: judged.map(({ paper, ...standing }) => ({
      role: roleOf(paper),
      ...standing,
      document: { type: paper.type, id: paper.id },
      documentVersion: paper.version,
      digest: paper.digest,
    })),
  };
}

/** Whether a paper may be relied on; else why not. A seal that could not be checked waits with its source. */
function standingOf(
  { id, isRevoked, signature, seal }: Paper,
  defective: ReadonlySet<string>,
): Pick<ClaimEvidence, 'state' | 'fault'> {
  if (isRevoked) return { state: 'EXPIRED', fault: 'REPLACED' };
  if (defective.has(id)) return { state: 'EXPIRED', fault: 'DEFECT_RECORDED' };
  if (seal.kind === 'UNKNOWN') return { state: 'PENDING_SOURCE' };
  if (seal.kind === 'REFUSED') return { state: 'SEAL_REFUSED', fault: seal.fault };
  return signature === 'VALID' ? { state: 'FOUND' } : { state: 'UNSIGNED', fault: signature };
}

/** What is looked for first, while nobody can be asked; a convalescence needs no paper (Law 41/2024/QH15 Art. 49, 63). */
export function pendingEvidence(scheme: BenefitScheme): readonly ClaimEvidence[] {
  switch (scheme) {
    case 'SICKNESS':
      return [{ role: 'OUTPATIENT_LEAVE', state: 'PENDING_SOURCE' }];
    case 'MATERNITY':
    case 'VOLUNTARY_MATERNITY':
      return [{ role: 'BIRTH', state: 'PENDING_SOURCE' }];
    case 'CONVALESCENCE':
      return [];
  }
}

/** What stands in the list where nothing usable was found: not there, or not to be known now. */
export function missing(role: Role, part: EvidencePart, away: readonly EvidencePart[]): ClaimEvidence {
  return { role, state: away.includes(part) ? 'PENDING_SOURCE' : 'MISSING' };
}

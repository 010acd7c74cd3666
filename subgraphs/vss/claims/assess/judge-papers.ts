import type { ClaimEvidence } from '../../collections.ts';
import type { EvidencePart, Paper } from '../evidence/evidence-source.ts';

type Role = ClaimEvidence['role'];

/** Papers that may be relied on, and what the claim's list of evidence says of all that were found. */
export interface JudgedPapers<P extends Paper> {
  readonly usable: readonly P[];
  readonly evidence: readonly ClaimEvidence[];
}

/**
 * Which papers count. A paper that was corrected gives way to its correction; one whose signature does not hold, or in
 * which an officer recorded a defect, is found but not relied on.
 */
export function judgePapers<P extends Paper>(
  papers: readonly P[],
  roleOf: (paper: P) => Role,
  defective: ReadonlySet<string>,
): JudgedPapers<P> {
  const superseded = new Set(papers.map(({ supersedes }) => supersedes));
  const current = papers.filter(({ id }) => !superseded.has(id));
  const stateOf = ({ id, isRevoked, signature }: P): ClaimEvidence['state'] => {
    if (isRevoked || defective.has(id)) return 'EXPIRED';
    return signature === 'VALID' ? 'FOUND' : 'UNSIGNED';
  };
  return {
    usable: current.filter((paper) => stateOf(paper) === 'FOUND'),
    evidence: current.map((paper) => ({
      role: roleOf(paper),
      state: stateOf(paper),
      document: { type: paper.type, id: paper.id },
      documentVersion: paper.version,
      digest: paper.digest,
    })),
  };
}

/** What stands in the list where nothing usable was found: not there, or not to be known now. */
export function missing(role: Role, part: EvidencePart, away: readonly EvidencePart[]): ClaimEvidence {
  return { role, state: away.includes(part) ? 'PENDING_SOURCE' : 'MISSING' };
}

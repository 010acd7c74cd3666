import type { ProvenCase } from '../../../../schema/hub-context.ts';
import { statementOf } from '../../../../schema/stated-child.ts';
import type { ClaimRecord } from '../../collections.ts';
import type { ClaimCollections } from '../desk/claim-collections.ts';
import { standingFacts, type ChildOnPaper, type RecordedFact } from './officer-fact.ts';

/**
 * Different numbers that officers may state for one child, in all claims about it together, those taken back included: a typing
 * mistake can be mended, and whose a number is cannot be found by trying.
 */
export const mostNumbers = 3;

/** More claims than there are about one child; a bound, not a page. */
const allClaims = 1000;

/** What stands for one number of a child. */
export function numberStated({ kind, number }: Pick<ChildOnPaper, 'kind' | 'number'>): string {
  return `${kind} ${number}`;
}

/** The numbers that were stated for the child of a claim, in all claims about it. */
export async function numbersStatedFor(
  { childId }: Pick<ClaimRecord, 'childId'>,
  { claims }: Pick<ClaimCollections, 'claims'>,
): Promise<ReadonlySet<string>> {
  if (childId === undefined) return new Set();
  const about = await claims.find({ index: 'byChild', equals: [childId], limit: allClaims });
  return new Set(about.flatMap(({ recordedFacts = [] }) => recordedFacts.flatMap(numberIn)));
}

function numberIn({ fact }: RecordedFact): readonly string[] {
  return fact.kind === 'KINSHIP' && fact.child ? [numberStated(fact.child)] : [];
}

/** The child as the paper of the file names it, where an officer stated it and has not taken it back. */
export function childOnPaper({
  recordedFacts = [],
}: Pick<ClaimRecord, 'recordedFacts'>): ChildOnPaper | undefined {
  const kinship = standingFacts(recordedFacts).find((fact) => fact.kind === 'KINSHIP');
  return kinship?.child;
}

/** What a case states of a child by a paper: so much may be asked in it, and no other number. */
export function statementFor(
  child: string | undefined,
  onPaper: ChildOnPaper | undefined,
): Pick<ProvenCase, 'states'> {
  return onPaper && child !== undefined ? { states: statementOf({ child, ...onPaper }) } : {};
}

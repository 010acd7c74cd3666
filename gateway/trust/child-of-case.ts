import type { CaseChild, KinshipSaid, ProvenCase } from '../../schema/hub-context.ts';
import { SubgraphFault } from '../federation/fetching/subgraph-fault.ts';
import type { AskRelations } from './prove-relations.ts';
import { relationSources } from './relation-sources.ts';

/**
 * A case as it is open now: with the child whom it names, and the papers of the claim, while the registers say that the child is
 * the claimant's. Social insurance asked them when it looked at the evidence; what they have taken back since, they say themselves,
 * for each request. While they are away nobody can say so, and the child stays closed.
 *
 * @param role of who asks
 */
export async function openChildOfCase(
  { child, ...named }: ProvenCase,
  role: string,
  ask: AskRelations,
): Promise<ProvenCase> {
  if (!child || !(await isClaimants(child, role, ask))) return named;
  return {
    ...named,
    subjects: [...named.subjects, child.id],
    documents: [...new Set([...named.documents, ...child.documents])],
  };
}

async function isClaimants(
  { id, of, restsOn }: CaseChild,
  role: string,
  ask: AskRelations,
): Promise<boolean> {
  const saidBy = (agency: string) => askWhoseChild(agency, { role, kinship: { parent: of, child: id } }, ask);
  const population = await saidBy(relationSources.kinship);
  if (population === 'YES') return true;
  const isOfBirth = restsOn === 'BIRTH' || restsOn === 'BIRTH_PAPER';
  // Whether others have adopted the child, Population alone knows: that counts for all but the benefit of its birth.
  if (!isOfBirth && (restsOn === 'REPRESENTATION' || population !== 'NOTHING')) return false;
  const register = await saidBy(relationSources.birth);
  const isUnsaid = population === 'NOTHING' && register === 'NOTHING';
  return register === 'YES' || (restsOn !== 'BIRTH' && isUnsaid);
}

/** What an agency says; undefined while it is away, which is neither yes nor no. */
async function askWhoseChild(
  agency: string,
  question: Parameters<AskRelations>[1],
  ask: AskRelations,
): Promise<KinshipSaid | undefined> {
  try {
    return (await ask(agency, question)).kinship;
  } catch (error) {
    if (error instanceof SubgraphFault) return undefined;
    throw error;
  }
}

import type { ClaimRecord, EvidenceDocumentType } from '../../collections.ts';
import type { PaidOnceFacts, RuleFacts } from './rule-facts.ts';

/** By what a birth is known: the child, where that is known, and the papers that tell of it. */
export interface OfBirth {
  readonly childId?: string | undefined;
  /** Opaque ids of the notices and registrations that a claim rests on. */
  readonly birthPapers: readonly string[];
}

const birthPapers: readonly EvidenceDocumentType[] = ['MedicalBirthNotice', 'BirthRegistration'];

/** The birth that a claim is about, as it was assessed. */
export function birthOfClaim({ childId, assessment }: Pick<ClaimRecord, 'childId' | 'assessment'>): OfBirth {
  return { childId, birthPapers: birthPapersAmong(assessment?.papers ?? []) };
}

/** The ids of those among papers that tell of a birth. */
export function birthPapersAmong(
  papers: readonly { readonly id: string; readonly type: EvidenceDocumentType }[],
): readonly string[] {
  return papers.filter(({ type }) => birthPapers.includes(type)).map(({ id }) => id);
}

/** Whether a claim rests on one of these papers: the notices of twins stand in the claims of both their parents, whichever child they name. */
export function restsOnOneOf({ assessment }: ClaimRecord, papers: readonly string[]): boolean {
  return (assessment?.papers ?? []).some(({ id }) => papers.includes(id));
}

/**
 * Whether another claim of the same person is for the same birth: it names the same child, or rests on a paper of the same birth. A
 * woman bears on one day the children of one birth; a man may have children of two women on one day.
 */
export function isOfSameBirth(facts: PaidOnceFacts, about: OfBirth, other: ClaimRecord): boolean {
  const { childId, birthPapers: papers } = about;
  if (childId !== undefined && childId === other.childId) return true;
  if (restsOnOneOf(other, papers)) return true;
  const day = dayOf(facts);
  const isOfDay =
    day !== undefined && other.assessment !== undefined && dayOf(other.assessment.facts) === day;
  const areTwoChildren = childId !== undefined && other.childId !== undefined;
  return isOfDay && !(isOfFather(facts) && areTwoChildren);
}

function dayOf(facts: RuleFacts): string | undefined {
  if ('birth' in facts) return facts.birth;
  return facts.kind === 'COMMISSIONING_MOTHER' ? facts.childBorn : undefined;
}

function isOfFather(facts: PaidOnceFacts): boolean {
  return facts.kind === 'PATERNITY' || (facts.kind === 'VOLUNTARY_MATERNITY' && facts.ofFather === true);
}

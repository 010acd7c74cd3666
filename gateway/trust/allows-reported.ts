import type { Disclosed } from '../../schema/hub-context.ts';
import type { PolicyProfile } from '../../schema/policy/policy-table.ts';
import { verdictOf, type Verdict } from '../../schema/policy/verdict.ts';
import type { LoadedSupergraph } from '../federation/supergraph/load-supergraph.ts';

/**
 * Whether a policy allows what an agency says that it disclosed by another one, under the relation on which that rested,
 * and what was used to ask for it.
 *
 * @param profile what the policy says of the caller
 */
export function allowsReported(
  profile: Pick<PolicyProfile, 'disclosure'>,
  { access }: Pick<LoadedSupergraph, 'access'>,
  { relation, full = [], masked = [], answered = [], used = [] }: Disclosed,
): boolean {
  const verdictAt = (coordinate: string): Verdict =>
    verdictOf(access.requirementAt(coordinate).data, (category) => profile.disclosure(relation, category));
  const shows = (coordinate: string, ...kinds: readonly Verdict['kind'][]): boolean =>
    kinds.includes(verdictAt(coordinate).kind);
  const hidesAsMuch = (coordinate: string): boolean => {
    const verdict = verdictAt(coordinate);
    // Of several masks it is not said which ones were put on.
    return verdict.kind === 'masked' ? verdict.masks.length === 1 : verdict.kind === 'full';
  };
  return (
    full.every((coordinate) => shows(coordinate, 'full')) &&
    // To compare with a datum is to learn it.
    [...answered, ...used].every((coordinate) => shows(coordinate, 'full', 'answer')) &&
    masked.every(hidesAsMuch)
  );
}

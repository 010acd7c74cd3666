import { isInterfaceType, isObjectType } from 'graphql';
import type { Disclosed } from '../../schema/hub-context.ts';
import type { PolicyProfile } from '../../schema/policy/policy-table.ts';
import { verdictOf, type Verdict } from '../../schema/policy/verdict.ts';
import type { LoadedSupergraph } from '../federation/supergraph/load-supergraph.ts';

/**
 * Whether a policy allows what an agency says that it disclosed by another one, under the relation on which that rested.
 * A field counts as asked with all its arguments: which ones were used the agency does not say. What lies inside an
 * argument was judged before the agency was asked.
 *
 * @param profile what the policy says of the caller
 */
export function allowsReported(
  profile: Pick<PolicyProfile, 'disclosure'>,
  graph: Pick<LoadedSupergraph, 'access' | 'fullSchema'>,
  { relation, full = [], masked = [], answered = [] }: Disclosed,
): boolean {
  const verdictAt = (coordinate: string): Verdict =>
    verdictOf(graph.access.requirementAt(coordinate).data, (category) =>
      profile.disclosure(relation, category),
    );
  const shows = (coordinate: string, ...kinds: readonly Verdict['kind'][]): boolean =>
    kinds.includes(verdictAt(coordinate).kind);
  const isUsable = (coordinate: string): boolean =>
    argumentsAt(graph, coordinate).every((argument) => shows(argument, 'full', 'answer'));
  const hidesAsMuch = (coordinate: string): boolean => {
    const verdict = verdictAt(coordinate);
    // Of several masks it is not said which ones were put on.
    return verdict.kind === 'masked' ? verdict.masks.length === 1 : verdict.kind === 'full';
  };
  return (
    full.every((coordinate) => shows(coordinate, 'full')) &&
    answered.every((coordinate) => shows(coordinate, 'full', 'answer')) &&
    masked.every(hidesAsMuch) &&
    [full, masked, answered].flat().every(isUsable)
  );
}

/** The coordinates of the arguments of a field. */
function argumentsAt(
  { fullSchema }: Pick<LoadedSupergraph, 'fullSchema'>,
  coordinate: string,
): readonly string[] {
  const [parent = '', field = ''] = coordinate.split('.', 2);
  const type = fullSchema.getType(parent);
  const args = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field]?.args : undefined;
  return (args ?? []).map(({ name }) => `${coordinate}(${name}:)`);
}

import type { CallScope } from '../../kit/subgraph.ts';
import type { VssSources } from '../sources.ts';

/** The employer of an insured person, of a contribution or of a claim, where there is one. */
export function employer(
  { employerId }: { readonly employerId?: string },
  _arguments: unknown,
  { employers }: CallScope & VssSources,
) {
  return employerId === undefined ? null : employers.load(employerId);
}

import type { ProvenCase } from '../../schema/hub-context.ts';
import { knownCaller, type HubScope } from './hub-scope.ts';

/** For what emergency access is asked: a proven case and whom it names, or no case where the purpose has none. */
export type RequestedCase =
  | { readonly kind: 'case'; readonly proven: ProvenCase; readonly caseNamed: string | undefined }
  | { readonly kind: 'no case' }
  | { readonly kind: 'not proven' };

/**
 * The case that an emergency access is to be opened for. It is the one that the request itself serves: social insurance
 * has proven that it is open and assigned to the caller's office, and the caller's word counts for nothing.
 *
 * @param named as the input of the mutation has it: the id of the claim, or what the caller names in `hub-case`
 */
export function requestedCase(named: string | undefined, scope: HubScope): RequestedCase {
  const { purpose, relations } = knownCaller(scope);
  const proven = relations.case;
  if (scope.policy.purposes.get(purpose)?.caseRequired === false) {
    return named === undefined ? { kind: 'no case' } : { kind: 'not proven' };
  }
  const { caseNamed } = scope.caller;
  const isProven = proven !== undefined && [proven.claim, caseNamed, undefined].includes(named);
  return isProven ? { kind: 'case', proven, caseNamed } : { kind: 'not proven' };
}

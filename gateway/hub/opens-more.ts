import { questionOf, type HubScope } from './hub-scope.ts';

/**
 * Whether emergency access would open anything for the caller's role and purpose beyond what a recorded reason does. It
 * is not given for nothing: an access that opens nothing hides, in the list of the data-protection officer, those that
 * do.
 */
export function opensMore(scope: HubScope): boolean {
  const { table } = scope.policy;
  const question = { ...questionOf(scope), reasonRecorded: true };
  const closed = table.profile({ ...question, breakGlass: false });
  const open = table.profile({ ...question, breakGlass: true });
  return closed.key !== open.key;
}

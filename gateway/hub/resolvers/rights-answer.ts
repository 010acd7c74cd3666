import type { RightsChange } from '../../rights/change-request.ts';
import { rightsRefusalTexts, type RightsRefusal } from '../../rights/rights-refusal.ts';

/** Arguments of a mutation of one request. */
export interface ById {
  readonly id: string;
}

/** What came of a wish, as a member of `RightsRequestResult`. */
export function toldRight(change: RightsChange) {
  if (change.kind === 'refused') return refusedRight(change.because);
  return { __typename: 'RightsRequestChanged', request: change.request };
}

/** Nothing was changed, and why. */
export function refusedRight(because: RightsRefusal) {
  return { __typename: 'RightsRequestRefused', because, ...rightsRefusalTexts[because] };
}

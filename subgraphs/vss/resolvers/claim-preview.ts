import { refuseArgument } from '../../kit/refuse-argument.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import { filerFor } from '../claims/caller/sender-of.ts';
import { previewClaim } from '../claims/preview/preview-claim.ts';
import { faultOf } from '../claims/submit/submission.ts';
import type { VssSources } from '../sources.ts';
import { submittedOf, type ClaimInput } from './claim-input.ts';

/** Looks what a claim would find, for who could submit it. */
export async function claimPreview(
  _root: unknown,
  { input }: { readonly input: ClaimInput },
  { call, desk }: CallScope & VssSources,
) {
  const filer = filerFor(call.access, input.claimant);
  if (!filer) throw refuseArgument('input', 'NOT_YOURS_TO_FILE');
  const submitted = submittedOf(input);
  const fault = faultOf(submitted);
  if (fault !== undefined) throw refuseArgument('input', fault);
  const preview = await previewClaim(submitted, filer.sender, desk);
  const { claimantId, childId, scheme } = submitted;
  return { ...preview, claimantId, childId, scheme };
}

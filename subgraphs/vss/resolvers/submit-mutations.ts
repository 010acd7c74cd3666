import { mostRows } from '../../../schema/claim-problems.ts';
import type { AccessContext } from '../../../schema/hub-context.ts';
import { refuseArgument } from '../../kit/refuse-argument.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import { filerFor } from '../claims/caller/sender-of.ts';
import type { DeskOptions } from '../claims/desk/claim-desk.ts';
import { resolveOrPostpone } from '../claims/desk/resolve-or-postpone.ts';
import { readListRow, rowKey, type ListRowInput } from '../claims/submit/read-list-row.ts';
import { rowFault } from '../claims/submit/row-problems.ts';
import { submitClaim } from '../claims/submit/submit-claim.ts';
import { faultOf, faultOfKey, type SubmittedClaim } from '../claims/submit/submission.ts';
import type { ClaimEvidence, ClaimRecord } from '../collections.ts';
import type { VssSources } from '../sources.ts';
import { notEligible } from './claim-answers.ts';
import { submittedOf, type ClaimInput } from './claim-input.ts';

type Context = CallScope & VssSources;

/** Ways in for claims. */
export const submitResolvers = {
  submitClaim: async (
    _root: unknown,
    { input }: { readonly input: ClaimInput & { readonly idempotencyKey: string } },
    { call, desk }: Context,
  ) => {
    const submitted = submittedOf(input);
    const fault = faultOfKey(input.idempotencyKey) ?? faultOf(submitted);
    if (fault !== undefined) throw refuseArgument('input', fault);
    const result = await submit(submitted, input.idempotencyKey, call.access, desk);
    if (!result) throw refuseArgument('input', 'NOT_YOURS_TO_FILE');
    return result;
  },
  submitClaimList: async (
    _root: unknown,
    { input }: { readonly input: ListInput },
    { call: { access }, desk }: Context,
  ) => {
    const { idempotencyKey, rows } = input;
    if (access?.role !== 'EMPLOYER_HR' || access.organisation === undefined) return null;
    const fault = faultOfKey(idempotencyKey);
    if (fault !== undefined) throw refuseArgument('input', fault);
    if (rows.length > mostRows) throw refuseArgument('input', 'TOO_MANY_ROWS');
    const answers = await Promise.all(rows.map((row) => submitRow(row, idempotencyKey, access, desk)));
    return { employerId: access.organisation, rows: answers };
  },
};

interface ListInput {
  readonly idempotencyKey: string;
  readonly rows: readonly (ListRowInput | null)[];
}

/** A row by itself: whatever is wrong with it, or goes wrong with it, is told there and stops no other. */
async function submitRow(
  row: ListRowInput | null,
  listKey: string,
  access: AccessContext,
  desk: DeskOptions,
) {
  const read = readListRow(row);
  if (typeof read === 'string') return rowFault(read);
  try {
    const result = await submit(read, rowKey(listKey, read), access, desk);
    return result ? { result } : rowFault('NOT_AN_EMPLOYEE');
  } catch {
    return rowFault('NOT_TAKEN_IN');
  }
}

async function submit(
  submitted: SubmittedClaim,
  key: string,
  access: AccessContext | undefined,
  desk: DeskOptions,
) {
  const { claimantId } = submitted;
  const filer = filerFor(access, claimantId);
  if (!filer) return null;
  const { mover, sender } = filer;
  const answer = await submitClaim(
    desk.collections,
    submitted,
    { ...sender, key },
    { mover, at: desk.now() },
  );
  switch (answer.kind) {
    case 'KEY_REUSED':
      throw refuseArgument('input', 'KEY_REUSED');
    case 'NOT_ELIGIBLE':
      return notEligible(claimantId, answer.reason, submitted.scheme);
    case 'EXPLANATION_NEEDED':
      return {
        __typename: 'ClaimMissingEvidence',
        claimantId,
        evidence: [],
        explanationNeeded: true,
        filingDueOn: answer.dueOn,
      } as const;
    case 'ALREADY_CLAIMED':
      return { __typename: 'ClaimAlreadyMade', claimantId, claim: answer.claim } as const;
    case 'STORED':
      return taken(answer.isNew ? await firstLook(answer.claim, desk) : answer.claim);
  }
}

/** The sender is told what the first look at the evidence came to. That it failed does not undo what was taken in. */
async function firstLook(claim: ClaimRecord, desk: DeskOptions): Promise<ClaimRecord> {
  try {
    return (await resolveOrPostpone(claim.id, desk)) ?? claim;
  } catch {
    return claim;
  }
}

/** States of what was found and cannot be relied on. */
const invalid: readonly ClaimEvidence['state'][] = ['UNSIGNED', 'EXPIRED', 'SEAL_REFUSED'];

function taken(claim: ClaimRecord) {
  const { claimantId, evidence, state } = claim;
  const told = { claimantId, claim, evidence };
  if (state !== 'WAITING_DATA') return { __typename: 'ClaimAccepted', ...told } as const;
  const isInvalid = evidence.some(({ state: found }) => invalid.includes(found));
  return isInvalid
    ? ({ __typename: 'ClaimEvidenceInvalid', ...told } as const)
    : ({ __typename: 'ClaimMissingEvidence', ...told, explanationNeeded: false } as const);
}

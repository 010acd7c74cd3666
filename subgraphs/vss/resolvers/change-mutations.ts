import { dayInVietnam } from '../../../schema/calendar/day-in-vietnam.ts';
import { refuseArgument } from '../../kit/refuse-argument.ts';
import type { ReasonCode } from '../benefits/reasons/reasons.ts';
import { reasons } from '../benefits/reasons/reasons.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import { moverOf } from '../claims/caller/mover-of.ts';
import { decideClaim } from '../claims/decide/decide-claim.ts';
import { payClaim } from '../claims/decide/pay-claim.ts';
import { appealClaim, reportDefect, withdrawClaim } from '../claims/state/own-moves.ts';
import type { RecordableFact } from '../claims/record/officer-fact.ts';
import { numbersStatedFor } from '../claims/record/numbers-stated.ts';
import { recordFact } from '../claims/record/record-fact.ts';
import { takeBackFact } from '../claims/record/take-back-fact.ts';
import { readRecord, type FactInput, type FactPaperInput } from '../claims/record/read-fact-input.ts';
import { askBeforeDecision } from '../claims/desk/ask-before-decision.ts';
import { changeClaim } from '../claims/desk/change-claim.ts';
import { resolveOrPostpone } from '../claims/desk/resolve-or-postpone.ts';
import type { Mover } from '../claims/state/move-claim.ts';
import { unchangedReasons, type UnchangedReason } from '../claims/state/unchanged-reasons.ts';
import type { ClaimRecord } from '../collections.ts';
import type { VssSources } from '../sources.ts';
import { ofClaim } from '../standings.ts';

type Context = CallScope & VssSources;

/** What can be done with a claim that there is. */
export const changeResolvers = {
  withdrawClaim: (_root: unknown, { claim }: { readonly claim: string }, context: Context) =>
    change(claim, context, withdrawClaim),
  noteAppeal: (_root: unknown, { claim }: { readonly claim: string }, context: Context) =>
    change(claim, context, appealClaim),
  reportEvidenceDefect: async (
    _root: unknown,
    { input }: { readonly input: { claim: string; document: string; reason: string } },
    context: Context,
  ) => {
    needReason(input.reason);
    const answer = await change(input.claim, context, (claim, mover, at) =>
      reportDefect(claim, input, mover, at),
    );
    if (answer?.__typename !== 'ClaimChanged') return answer;
    return lookedAtAnew(answer, context);
  },
  recordClaimFact: async (_root: unknown, { input }: { readonly input: RecordInput }, context: Context) => {
    const { access } = context.call;
    const today = dayInVietnam(context.desk.now());
    const read = readRecord(input.fact, input.paper, today);
    if (typeof read === 'string') throw refuseArgument('input', read);
    const record = { ...read, actor: access?.actor ?? '', office: access?.organisation ?? '' };
    const statesChild = read.fact.kind === 'KINSHIP';
    const stated = await numbersStatedIn(input.claim, context, statesChild);
    const answer = await change(input.claim, context, (claim, mover, at) =>
      recordFact(claim, { record, version: input.version, stated }, mover, at),
    );
    if (!answer) return null;
    const told = answer.__typename === 'ClaimChanged' ? await lookedAtAnew(answer, context) : answer;
    return { ...told, statesChild };
  },
  takeBackClaimFact: async (
    _root: unknown,
    { input }: { readonly input: TakeBackInput },
    context: Context,
  ) => {
    const { access } = context.call;
    const { kind, version, reason } = input;
    needReason(reason);
    const by = { actor: access?.actor ?? '', office: access?.organisation ?? '' };
    const answer = await change(input.claim, context, (claim, mover, at) =>
      takeBackFact(claim, { kind, version, reason, ...by }, mover, at),
    );
    return answer?.__typename === 'ClaimChanged' ? lookedAtAnew(answer, context) : answer;
  },
  decideClaim: async (_root: unknown, { input }: { readonly input: DecideInput }, context: Context) => {
    const { access } = context.call;
    const by = { kind: 'OFFICER', actor: access?.actor ?? '', office: access?.organisation ?? '' } as const;
    const decide: Judge = (claim, mover, at) => {
      const reason = input.reasonCode ?? '';
      if (input.verdict === 'REFUSE' && !isReason(reason)) return 'NO_SUCH_REASON';
      const verdict =
        input.verdict === 'REFUSE' && isReason(reason)
          ? ({ kind: 'REFUSE', reason } as const)
          : ({ kind: 'AS_ASSESSED' } as const);
      return decideClaim(claim, verdict, { mover, by, at, version: input.version });
    };
    const basis = input.verdict === 'REFUSE' ? 'HOLDS' : await basisNow(input.claim, context, decide);
    return change(input.claim, context, basis === 'HOLDS' ? decide : () => undecidedBecause[basis]);
  },
  confirmPayment: (
    _root: unknown,
    { input }: { readonly input: { claim: string; orderNumber: string; paidOn: Temporal.PlainDate } },
    context: Context,
  ) => change(input.claim, context, (claim, mover, at) => payClaim(claim, input, mover, at)),
};

interface RecordInput {
  readonly claim: string;
  readonly version: number;
  readonly fact: FactInput;
  readonly paper: FactPaperInput;
}

interface TakeBackInput {
  readonly claim: string;
  readonly version: number;
  readonly kind: RecordableFact;
  readonly reason: string;
}

interface DecideInput {
  readonly claim: string;
  readonly version: number;
  readonly verdict: 'AS_ASSESSED' | 'REFUSE';
  readonly reasonCode?: string | null;
}

type Judge = (claim: ClaimRecord, mover: Mover, at: Temporal.Instant) => ClaimRecord | UnchangedReason;

/** Why nothing is decided where what a claim was assessed on is so no more, or nobody can say. */
const undecidedBecause = { CHANGED: 'NOT_ASSESSED', AWAY: 'SOURCE_AWAY' } as const;

/** Asked for who would decide the claim as it is, and for nobody else: they are told why not. */
async function basisNow(id: string, { call, desk }: Context, decide: Judge) {
  const claim = await desk.collections.claims.get(id);
  const mover = claim && moverOf(call.access, ofClaim(claim));
  if (!claim || !mover) return 'HOLDS';
  const decided = decide(claim, mover, desk.now());
  return typeof decided === 'string' || decided === claim ? 'HOLDS' : askBeforeDecision(claim, desk);
}

/** The numbers that were stated for the child of a claim, where one is stated now. */
async function numbersStatedIn(id: string, { desk }: Context, statesChild: boolean) {
  const claim = statesChild ? await desk.collections.claims.get(id) : undefined;
  return claim ? numbersStatedFor(claim, desk.collections) : new Set<string>();
}

/** What an officer answers for has its reason in the file: some words, in one line. */
function needReason(reason: string): void {
  if (/^\P{Cc}{1,500}$/u.test(reason) && reason.trim() !== '') return;
  throw refuseArgument('input', 'REASON_LENGTH');
}

/** The claim after its evidence was looked at anew; as it was changed, where that did not work now. */
async function lookedAtAnew(
  changed: { readonly __typename: 'ClaimChanged'; readonly claim: ClaimRecord },
  { desk }: Context,
) {
  return { ...changed, claim: (await resolveOrPostpone(changed.claim.id, desk)) ?? changed.claim };
}

/**
 * Changes a claim for its caller; for who has nothing to do with it, there is none. What was done before is not done again:
 * then the claim is answered as it is.
 */
async function change(id: string, { call, desk }: Context, judge: Judge) {
  const changed = await changeClaim<LeftAsIs | undefined>(desk.collections.claims, id, (claim) => {
    const mover = moverOf(call.access, ofClaim(claim));
    if (!mover) return { answer: undefined };
    const judged = judge(claim, mover, desk.now());
    if (judged === claim) return { answer: { claim } };
    return typeof judged === 'string' ? { answer: { because: judged, claim } } : { claim: judged };
  });
  if (!changed) return null;
  if ('claim' in changed) return { __typename: 'ClaimChanged', claim: changed.claim } as const;
  if (!changed.answer) return null;
  const { claim, because } = changed.answer;
  if (because === undefined) return { __typename: 'ClaimChanged', claim } as const;
  return { __typename: 'ClaimNotChanged', claim, because, ...unchangedReasons[because] } as const;
}

interface LeftAsIs {
  readonly claim: ClaimRecord;
  /** Absent where what was asked for was done before. */
  readonly because?: UnchangedReason;
}

function isReason(code: string): code is ReasonCode {
  return Object.hasOwn(reasons, code);
}

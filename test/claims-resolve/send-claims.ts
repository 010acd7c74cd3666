import { readFileSync } from 'node:fs';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { openClaimCollections } from '../../subgraphs/vss/claims/desk/claim-collections.ts';
import { submitClaim } from '../../subgraphs/vss/claims/submit/submit-claim.ts';
import type { Asker, GraphqlAnswer } from '../scenario/running-hub.ts';
import { kindOf, type MadeClaim } from './made-claims.ts';

const operation = readFileSync(
  new URL('../../gateway/clients/operations/vss-portal/submit-claim.graphql', import.meta.url),
  'utf8',
);

/** Asks the hub over its address. */
export type AskHub = (query: string, variables: object, asker: Asker) => Promise<GraphqlAnswer>;

/** Puts claims into the store of social insurance, as taken in some time ago: nobody looks at them at once. */
export async function storeClaims(vss: Store, made: readonly MadeClaim[]): Promise<void> {
  const collections = await openClaimCollections(vss);
  const mover = { kind: 'CALLER', role: 'CITIZEN', purpose: 'SI.CLAIM.SUBMIT', relations: ['SELF'] } as const;
  const at = Temporal.Now.instant().subtract({ minutes: 5 });
  for (const { kind, cast } of made) {
    const { scheme, event, leaveFrom, leaveTo, namesChild, lateExplanation } = kindOf(kind);
    const submitted = {
      claimantId: cast.claimant,
      ...(namesChild && { childId: cast.child }),
      scheme,
      event,
      lateExplanation,
      leaveFrom: Temporal.PlainDate.from(leaveFrom),
      leaveTo: Temporal.PlainDate.from(leaveTo),
      weeklyRest: [6, 7],
    };
    const sender = { client: 'resolve', key: `key-of-${cast.claimant}`, channel: 'CITIZEN' } as const;
    await submitClaim(collections, submitted, sender, { mover, at });
  }
}

/** What the citizens' portal sends for a claim, and as whom: its claimant. */
export function submissionOf({ kind, cast }: MadeClaim) {
  const { scheme, event, leaveFrom, leaveTo, namesChild, lateExplanation } = kindOf(kind);
  const input = {
    idempotencyKey: `key-of-${cast.claimant}`,
    claimant: cast.claimant,
    ...(namesChild && { child: cast.child }),
    scheme,
    ...(event !== undefined && { event }),
    ...(lateExplanation !== undefined && { lateExplanation }),
    leaveFrom,
    leaveTo,
    weeklyRest: ['SATURDAY', 'SUNDAY'],
  };
  const asker: Asker = { persona: 'citizen', citizen: cast.claimant, purpose: 'SI.CLAIM.SUBMIT' };
  return { input, asker };
}

/** Sends a claim through the gateway, by the operation of the citizens' portal. */
export function sendClaim(ask: AskHub, made: MadeClaim): Promise<GraphqlAnswer> {
  const { input, asker } = submissionOf(made);
  return ask(operation, { input }, asker);
}

/** Sends claims through the gateway, eight at a time; one that was not taken in is sent again, as a portal does. */
export async function sendClaims(ask: AskHub, made: readonly MadeClaim[]): Promise<void> {
  const left = made.toReversed();
  const send = async () => {
    for (let claim = left.pop(); claim; claim = left.pop()) await untilTaken(ask, claim);
  };
  await Promise.all(Array.from({ length: 8 }, send));
}

async function untilTaken(ask: AskHub, claim: MadeClaim): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const answer = await sendClaim(ask, claim).catch(() => undefined);
    const said = answer?.data?.['submitClaim'] as { readonly claimId?: string | null } | null | undefined;
    if (said?.claimId) return;
    if (said || attempt === 599)
      throw new Error(`A claim of kind ${claim.kind} was not taken in: ${answer?.text ?? 'no answer'}`);
    // The way of a portal whose hub is away; nothing tells when it is back.
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

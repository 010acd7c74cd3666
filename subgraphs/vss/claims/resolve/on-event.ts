import type { ClaimRecord } from '../../collections.ts';
import type { DocumentEvent } from '../claim-work.ts';
import { changeClaim } from '../desk/change-claim.ts';
import type { DeskOptions } from '../desk/claim-desk.ts';
import { resolveOrPostpone } from '../desk/resolve-or-postpone.ts';
import { restUntil, wake } from './wake-claim.ts';

/** Claims that one event wakes at most; those that wait longest come first, and the rest are woken by the clock. */
const mostWoken = 200;

/** By then the population database has learnt of an entry of which social insurance may have heard before it; seconds. */
const learnt = 60;

/** More claims than rest on one paper; a bound, not a page. */
const claimsOfPaper = 100;

/**
 * Wakes the claims that may wait for a document, and opens those again that were decided on one that is no more in force.
 * An event that comes twice does nothing the second time; one that is lost is made up for by the clock.
 *
 * @returns ids of the claims that were looked at
 */
export async function onEvent(event: DocumentEvent, options: DeskOptions): Promise<readonly string[]> {
  const { claims } = options.collections;
  const papers = [event.document.id, ...(event.replaces === undefined ? [] : [event.replaces])];
  // First whoever is being looked at: a look that ends meanwhile is found by what it came to.
  const looking = await claims.find({ index: 'byNextStep', equals: ['LOOK'], limit: mostWoken });
  const [waiting, ...resting] = await Promise.all([
    claims.find({ index: 'byNextStep', equals: ['WAIT'], limit: mostWoken }),
    ...papers.map((id) => claims.find({ index: 'byEvidence', equals: [id], limit: claimsOfPaper })),
  ]);
  const woken: string[] = [];
  for (const id of new Set([...looking, ...resting.flat(), ...waiting].map((claim) => claim.id))) {
    const change = await changeClaim(claims, id, (current) => {
      const claim = wake(current, event, options.now());
      return claim ? { claim } : { answer: undefined };
    });
    if (!change || !('claim' in change) || isLater(change.claim, options.now())) continue;
    woken.push(id);
    const looked = await resolveOrPostpone(id, options);
    if (looked && waitsForLearning(looked, event)) await lookOnceMore(id, options);
  }
  return woken;
}

/** Whether a claim still waits for whose child it is although an entry was made: the population database says so a moment later. */
function waitsForLearning({ state, evidence }: ClaimRecord, { document }: DocumentEvent): boolean {
  const isUnproven = evidence.some(({ role, state: found }) => role === 'KINSHIP' && found !== 'FOUND');
  return state === 'WAITING_DATA' && isUnproven && document.type === 'BirthRegistration';
}

async function lookOnceMore(id: string, { collections: { claims }, now }: DeskOptions): Promise<void> {
  const nextStep = restUntil(now().add({ seconds: learnt }));
  await changeClaim(claims, id, (claim) =>
    claim.nextStep?.kind === 'WAIT' ? { claim: { ...claim, nextStep } } : { answer: undefined },
  );
}

/** Whether the machine is to look at a claim, and not yet. */
function isLater({ nextStep }: ClaimRecord, now: Temporal.Instant): boolean {
  return nextStep !== undefined && Temporal.Instant.compare(nextStep.at, now) > 0;
}

import { instantText } from '../../../../schema/calendar/instant-text.ts';
import type { ClaimEvidence, ClaimRecord, EvidenceDocumentType } from '../../collections.ts';
import { changeClaim } from '../desk/change-claim.ts';
import type { DeskOptions } from '../desk/claim-desk.ts';
import { resolveOrPostpone } from '../desk/resolve-or-postpone.ts';
import { moveClaim } from '../state/move-claim.ts';
import { resolver } from './resolve-outcome.ts';
import { quietDelay } from './retry-delay.ts';

/** Records of the population database that are no papers: what it says of a family may change with them. */
export type FamilyRecordType = 'Citizen' | 'FamilyRelation';

/** That something happened to a document of another agency: a pointer, and no word of whom it is about. */
export interface DocumentEvent {
  readonly document: { readonly type: EvidenceDocumentType | FamilyRecordType; readonly id: string };
  /** Opaque id of the version that this one replaces, where the event says so. */
  readonly replaces?: string | undefined;
}

/** Claims that one event wakes at most; those that wait longest come first, and the rest are woken by the clock. */
const mostWoken = 200;

/** So long after a claim was looked at, it is looked at again for an event that may be about it: many at once are one look; seconds. */
const rested = 10;

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
  const [waiting, ...resting] = await Promise.all([
    claims.find({ index: 'byNextStep', equals: ['WAIT'], limit: mostWoken }),
    ...papers.map((id) => claims.find({ index: 'byEvidence', equals: [id], limit: claimsOfPaper })),
  ]);
  const woken: string[] = [];
  for (const id of new Set([...resting.flat(), ...waiting].map((claim) => claim.id))) {
    const change = await changeClaim(claims, id, (claim) => wake(claim, event, options.now()));
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

/** Until then it stands in no list of those that wait: entries of others make no look more, and keep nobody from being woken. */
async function lookOnceMore(id: string, { collections: { claims }, now }: DeskOptions): Promise<void> {
  const at = instantText(now().add({ seconds: learnt }));
  await changeClaim(claims, id, (claim) =>
    claim.nextStep?.kind === 'WAIT'
      ? { claim: { ...claim, nextStep: { kind: 'RESOLVE', at, attempts: 0 } } }
      : { answer: undefined },
  );
}

function wake(claim: ClaimRecord, event: DocumentEvent, at: Temporal.Instant) {
  const nothing = { answer: undefined };
  const lookAt = (due: Temporal.Instant) => ({ kind: 'RESOLVE', at: instantText(due), attempts: 0 }) as const;
  if (claim.state === 'WAITING_DATA') {
    if (isNamed(claim, event)) return { claim: { ...claim, nextStep: lookAt(at) } };
    const due = restedAt(claim, at);
    return due && isAwaited(claim, event) ? { claim: { ...claim, nextStep: lookAt(due) } } : nothing;
  }
  const nextStep = lookAt(at);
  const isReplaced = claim.evidence.some(({ document }) => document && document.id === event.replaces);
  if (!isReplaced) return nothing;
  if (claim.state === 'VERIFYING') return { claim: { ...claim, nextStep } };
  const isDecided = ['DECIDED', 'PAID', 'CLOSED'].includes(claim.state) && claim.decision !== undefined;
  return isDecided ? { claim: moveClaim(claim, 'ADJUST', resolver, at, { nextStep }) } : nothing;
}

/** Whether a document is one that was found for a claim. */
function isNamed({ evidence }: ClaimRecord, { document, replaces }: DocumentEvent): boolean {
  const named = evidence.flatMap((each) => each.document?.id ?? []);
  return named.some((id) => id === document.id || id === replaces);
}

/** Whether a document of this type can be what a claim waits for. */
function isAwaited({ evidence }: ClaimRecord, { document }: DocumentEvent): boolean {
  return evidence.some(({ role, state }) => state !== 'FOUND' && proves[role].includes(document.type));
}

/**
 * When a claim that waits is looked at for an event: now, or a moment after it was looked at last; undefined where that
 * comes by itself. By the clock it is looked at a day after it was looked at last.
 */
function restedAt({ nextStep }: ClaimRecord, at: Temporal.Instant): Temporal.Instant | undefined {
  if (nextStep === undefined) return at;
  const due = Temporal.Instant.from(nextStep.at);
  if (nextStep.kind === 'RESOLVE') return nextStep.awaits === undefined ? undefined : at;
  const ready = due.subtract({ seconds: quietDelay - rested });
  return Temporal.Instant.compare(ready, at) > 0 ? ready : at;
}

/** Whether the machine is to look at a claim, and not yet. */
function isLater({ nextStep }: ClaimRecord, now: Temporal.Instant): boolean {
  return nextStep !== undefined && Temporal.Instant.compare(nextStep.at, now) > 0;
}

const stays: readonly EvidenceDocumentType[] = [
  'DischargePaper',
  'SickLeaveCertificate',
  'MedicalRecordSummary',
  'TransferPaper',
  'MedicalDeathNotice',
  'PregnancyRestCertificate',
];

/** What can take a place in the list of evidence (Law 41/2024/QH15 Art. 47, 61): whose child it is, the population database says too. */
const proves: Readonly<Record<ClaimEvidence['role'], readonly DocumentEvent['document']['type'][]>> = {
  INPATIENT_STAY: stays,
  OUTPATIENT_LEAVE: stays,
  TRANSFER: ['TransferPaper'],
  BIRTH: ['MedicalBirthNotice', 'BirthRegistration', 'BirthExtract'],
  DEATH: ['MedicalDeathNotice', 'DeathRegistration', 'DeathExtract'],
  PREGNANCY_REST: ['PregnancyRestCertificate'],
  KINSHIP: ['MedicalBirthNotice', 'BirthRegistration', 'FamilyRelation', 'Citizen'],
  ASSESSMENT: ['MedicalAssessmentRecord'],
};

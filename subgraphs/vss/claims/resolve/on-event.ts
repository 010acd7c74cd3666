import { instantText } from '../../../../schema/calendar/instant-text.ts';
import type { ClaimEvidence, ClaimRecord, EvidenceDocumentType } from '../../collections.ts';
import { changeClaim } from '../desk/change-claim.ts';
import type { DeskOptions } from '../desk/claim-desk.ts';
import { resolveOrPostpone } from '../desk/resolve-or-postpone.ts';
import { moveClaim } from '../state/move-claim.ts';
import { resolver } from './resolve-outcome.ts';
import { quietDelay } from './retry-delay.ts';

/** That something happened to a document of another agency: a pointer, and no word of whom it is about. */
export interface DocumentEvent {
  readonly document: { readonly type: EvidenceDocumentType; readonly id: string };
  /** Opaque id of the version that this one replaces, where the event says so. */
  readonly replaces?: string | undefined;
}

/** Claims that one event wakes at most; those that wait longest come first, and the rest are woken by the clock. */
const mostWoken = 200;

/** A claim that was looked at so shortly before is not looked at again for an event that may not be about it; seconds. */
const rested = 10;

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
    if (!change || !('claim' in change)) continue;
    woken.push(id);
    await resolveOrPostpone(id, options);
  }
  return woken;
}

function wake(claim: ClaimRecord, event: DocumentEvent, at: Temporal.Instant) {
  const nothing = { answer: undefined };
  const nextStep = {
    kind: 'RESOLVE',
    at: instantText(at),
    attempts: 0,
  } as const;
  if (claim.state === 'WAITING_DATA')
    return isAwaited(claim, event, at) ? { claim: { ...claim, nextStep } } : nothing;
  const isReplaced = claim.evidence.some(({ document }) => document && document.id === event.replaces);
  if (!isReplaced) return nothing;
  if (claim.state === 'VERIFYING') return { claim: { ...claim, nextStep } };
  const isDecided = ['DECIDED', 'PAID', 'CLOSED'].includes(claim.state) && claim.decision !== undefined;
  return isDecided ? { claim: moveClaim(claim, 'ADJUST', resolver, at, { nextStep }) } : nothing;
}

/** Whether a document of this type can be what a claim waits for. */
function isAwaited(
  { evidence, nextStep }: ClaimRecord,
  { document, replaces }: DocumentEvent,
  at: Temporal.Instant,
) {
  const named = evidence.flatMap((each) => each.document?.id ?? []);
  if (named.some((id) => id === document.id || id === replaces)) return true;
  const isRested =
    nextStep === undefined || at.since(lookedAt(nextStep.at), { largestUnit: 'seconds' }).seconds >= rested;
  return (
    isRested && evidence.some(({ role, state }) => state !== 'FOUND' && proves[role].includes(document.type))
  );
}

/** A claim that waits is looked at by the clock a day after it was looked at last. */
function lookedAt(next: string): Temporal.Instant {
  return Temporal.Instant.from(next).subtract({ seconds: quietDelay });
}

const stays: readonly EvidenceDocumentType[] = [
  'DischargePaper',
  'SickLeaveCertificate',
  'MedicalRecordSummary',
  'TransferPaper',
  'MedicalDeathNotice',
  'PregnancyRestCertificate',
];

/** Which documents can take a place in the list of evidence (Law 41/2024/QH15 Art. 47, 61). */
const proves: Readonly<Record<ClaimEvidence['role'], readonly EvidenceDocumentType[]>> = {
  INPATIENT_STAY: stays,
  OUTPATIENT_LEAVE: stays,
  TRANSFER: ['TransferPaper'],
  BIRTH: ['MedicalBirthNotice', 'BirthRegistration', 'BirthExtract'],
  DEATH: ['MedicalDeathNotice', 'DeathRegistration', 'DeathExtract'],
  PREGNANCY_REST: ['PregnancyRestCertificate'],
  KINSHIP: ['MedicalBirthNotice', 'BirthRegistration'],
  ASSESSMENT: ['MedicalAssessmentRecord'],
};

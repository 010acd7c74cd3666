import { instantText } from '../../../../schema/calendar/instant-text.ts';
import type { ClaimEvidence, ClaimRecord, EvidenceDocumentType } from '../../collections.ts';
import type { DocumentEvent, NextStep } from '../claim-work.ts';
import { moveClaim } from '../state/move-claim.ts';
import { resolver } from './resolve-outcome.ts';
import { quietDelay } from './retry-delay.ts';

/** So long after a claim was looked at, it is looked at again for an event that may be about it: many at once are one look; seconds. */
const rested = 10;

/** More events than come while one claim is looked at; a bound, so that a claim does not grow. */
const mostHeard = 100;

/**
 * A claim that is to be looked at for an event; undefined where the event changes nothing for it. While somebody looks at it, it is
 * noted: whether it is about the claim, the look finds out, and its sources may have been asked before the event.
 */
export function wake(
  claim: ClaimRecord,
  event: DocumentEvent,
  at: Temporal.Instant,
): ClaimRecord | undefined {
  const { nextStep } = claim;
  if (nextStep?.kind === 'LOOK') {
    const heard = [...(nextStep.heard ?? []), event].slice(-mostHeard);
    return { ...claim, nextStep: { ...nextStep, heard } };
  }
  const now = { kind: 'RESOLVE', at: instantText(at), attempts: 0 } as const;
  const isWaiting = claim.state === 'WAITING_DATA' || (claim.state === 'ADJUSTED' && nextStep !== undefined);
  if (isWaiting) {
    if (isNamed(claim, event)) return { ...claim, nextStep: now };
    const due = restedAt(claim, at);
    return due && isAwaited(claim, event) ? { ...claim, nextStep: restUntil(due) } : undefined;
  }
  const isReplaced = claim.evidence.some(({ document }) => document && document.id === event.replaces);
  if (!isReplaced) return undefined;
  if (claim.state === 'VERIFYING' || claim.state === 'ADJUSTED') return { ...claim, nextStep: now };
  const isDecided = ['DECIDED', 'PAID', 'CLOSED'].includes(claim.state) && claim.decision !== undefined;
  return isDecided ? moveClaim(claim, 'ADJUST', resolver, at, { nextStep: now }) : undefined;
}

/** What is left alone until then: events of others make no look more, and it stands in no list of those that wait. */
export function restUntil(due: Temporal.Instant): NextStep {
  return { kind: 'REST', at: instantText(due), attempts: 0 };
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
  if (nextStep.kind !== 'WAIT') return nextStep.awaits === undefined ? undefined : at;
  const ready = due.subtract({ seconds: quietDelay - rested });
  return Temporal.Instant.compare(ready, at) > 0 ? ready : at;
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

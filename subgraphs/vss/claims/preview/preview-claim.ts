import type { ReasonCode } from '../../benefits/reasons/reasons.ts';
import type { BenefitEvent, ClaimEvidence, ClaimRecord, InsuredPersonRecord } from '../../collections.ts';
import type { AskedBenefit, Finding } from '../assess/claim-basis.ts';
import { findFacts } from '../assess/find-facts.ts';
import { kinshipNotProven } from '../assess/kinship-not-proven.ts';
import { pendingEvidence } from '../assess/judge-papers.ts';
import type { OwnRecords } from '../assess/own-records.ts';
import { birthPapersAmong } from '../assess/same-birth.ts';
import { assessFacts, type StoredAssessment } from '../assess/stored-assessment.ts';
import { loadOwnRecords, withClaimsAboutBirth, type ClaimCollections } from '../desk/claim-collections.ts';
import type { DeskOptions } from '../desk/claim-desk.ts';
import { inDraft } from '../desk/in-draft.ts';
import { gatherInCase, type Gathering } from '../evidence/gather-in-case.ts';
import type { RecordableFact } from '../record/officer-fact.ts';
import { filingDue } from '../state/clocks.ts';
import { claimBefore } from '../submit/claim-before.ts';
import type { SubmittedClaim } from '../submit/submission.ts';

/** What a claim would find and give. */
export interface ClaimPreview {
  readonly evidence: readonly ClaimEvidence[];
  readonly event?: BenefitEvent;
  readonly insured?: InsuredPersonRecord;
  readonly isComplete: boolean;
  /** Whether the child that it names is proven to be the claimant's. */
  readonly isOfChild: boolean;
  /** What no agency shares: an officer would record it. */
  readonly factsNeeded: readonly RecordableFact[];
  readonly filingDueOn?: Temporal.PlainDate | undefined;
  readonly estimate?: StoredAssessment;
  readonly existing?: ClaimRecord | undefined;
  readonly notEligible?: ReasonCode;
}

const nothingKnown = { evidence: [], isComplete: false, isOfChild: false, factsNeeded: [] } as const;

/**
 * Looks what a claim would find, and assesses it as if it were made: nothing is submitted, and nobody is asked for a
 * paper that an agency holds.
 */
export async function previewClaim(
  submitted: SubmittedClaim,
  filer: { readonly channel: ClaimRecord['channel']; readonly employerId?: string | undefined },
  options: DeskOptions,
): Promise<ClaimPreview> {
  const { collections, now } = options;
  const { leaveFrom, leaveTo, claimantId, childId, scheme, event, weeklyRest } = submitted;
  const asked: AskedBenefit = {
    scheme,
    event,
    weeklyRest,
    claimantId,
    ...(childId !== undefined && { childId }),
    ...(filer.employerId !== undefined && { employerId: filer.employerId }),
    channel: filer.channel,
    leaveFrom: leaveFrom.toString(),
    leaveTo: leaveTo.toString(),
  };
  const filingDueOn = filingDue({ ...submitted, channel: filer.channel });
  const [own, existing] = await Promise.all([
    loadOwnRecords(collections, asked),
    claimBefore(collections.claims, submitted),
  ]);
  if (!own) return { ...nothingKnown, filingDueOn, notEligible: 'NOT_INSURED' };
  const { insured } = own;
  const looked = await inDraft({ claimantId, office: insured.office }, options, (open) =>
    gatherInCase(asked, options.evidence, open),
  );
  if (looked.kind === 'AWAY') {
    return { ...nothingKnown, evidence: pendingEvidence(scheme), filingDueOn, insured, existing };
  }
  const finding = await findingOf(looked, asked, own, collections);
  return {
    evidence: finding.evidence,
    isComplete: finding.kind === 'FACTS',
    isOfChild: looked.kind === 'GATHERED' && looked.kinship !== undefined,
    factsNeeded: finding.kind === 'FACTS' ? [] : (finding.needs ?? []),
    filingDueOn,
    insured,
    existing,
    ...estimateOf(finding, now()),
  };
}

async function findingOf(
  looked: Exclude<Gathering, { readonly kind: 'AWAY' }>,
  asked: AskedBenefit,
  alone: OwnRecords,
  collections: ClaimCollections,
): Promise<Finding> {
  if (looked.kind === 'KINSHIP_NOT_PROVEN') return kinshipNotProven;
  const { gathered, kinship } = looked;
  const findWith = (own: OwnRecords) =>
    findFacts({ asked, own, gathered, kinship, defective: new Set(), recorded: [] });
  const found = findWith(alone);
  // A child that is not stated is told by the papers of its birth.
  const childId = asked.childId ?? (found.kind === 'FACTS' ? found.childId : undefined);
  const birthPapers = found.kind === 'FACTS' ? birthPapersAmong(found.relied) : [];
  return childId === undefined && birthPapers.length === 0
    ? found
    : findWith(await withClaimsAboutBirth(alone, collections, { childId, birthPapers }));
}

function estimateOf(finding: Finding, at: Temporal.Instant): Pick<ClaimPreview, 'event' | 'estimate'> {
  if (finding.kind !== 'FACTS') return {};
  const papers = finding.relied.map(({ type, id, version, digest }) => ({ type, id, version, digest }));
  return {
    event: finding.event,
    estimate: assessFacts(finding.facts, { papers, doubts: finding.doubts }, at),
  };
}

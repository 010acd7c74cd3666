import { randomUUID } from 'node:crypto';
import { dayInVietnam } from '../../../../schema/calendar/day-in-vietnam.ts';
import { instantText } from '../../../../schema/calendar/instant-text.ts';
import type { ClaimRecord } from '../../collections.ts';
import type { NextStep } from '../claim-work.ts';
import { assignedElsewhere, employerCodes } from '../assign/deciding-office.ts';
import { findFacts } from '../assess/find-facts.ts';
import type { OwnRecords } from '../assess/own-records.ts';
import { kinshipNotProven } from '../assess/kinship-not-proven.ts';
import { birthOfClaim } from '../assess/same-birth.ts';
import { decideClaim } from '../decide/decide-claim.ts';
import { plainRuleFor } from '../decide/plain-cases.ts';
import type { EvidenceSource } from '../evidence/evidence-source.ts';
import { gatherInCase, type Gathering } from '../evidence/gather-in-case.ts';
import { withoutProvenChild, noteProvenChild } from '../proven-child.ts';
import { childOnPaper } from '../record/numbers-stated.ts';
import { standingFacts } from '../record/officer-fact.ts';
import { pendingClaim, resolvedClaim } from '../resolve/resolve-outcome.ts';
import { wake } from '../resolve/wake-claim.ts';
import { askedOf } from './asked-of.ts';
import { changeClaim } from './change-claim.ts';
import { namePapers } from './name-papers.ts';
import { loadOwnRecords, withClaimsAboutBirth, type ClaimCollections } from './claim-collections.ts';

/** What the machine works with. */
export interface DeskOptions {
  readonly collections: ClaimCollections;
  readonly evidence: EvidenceSource;
  readonly now: () => Temporal.Instant;
  /** Whether claims that a dated rule calls plain are granted without an officer. */
  readonly decidesPlainCases: boolean;
  /** Is told, in one line without any value, what went wrong. */
  readonly onFault?: (line: string) => void;
}

/** States in which the machine looks at the evidence of a claim. */
const resolvable: readonly ClaimRecord['state'][] = ['RECEIVED', 'VERIFYING', 'WAITING_DATA', 'ADJUSTED'];

/** Whether the machine still looks at the evidence of a claim. */
export function isResolvable({ state }: Pick<ClaimRecord, 'state'>): boolean {
  return resolvable.includes(state);
}

/** How long whoever has begun to resolve a claim is left alone with it; seconds. */
const lease = 60;

/**
 * Gathers the evidence of a claim, assesses it and stores what came of it. It can be broken off anywhere: a claim that was
 * begun is due again when its lease ends, and what is done twice comes to the same.
 *
 * @returns the claim as stored; undefined where there is none, or nothing is to be done with it
 */
export async function resolveClaim(id: string, options: DeskOptions): Promise<ClaimRecord | undefined> {
  const { collections, now } = options;
  const { claims } = collections;
  await assignOffice(id, options);
  const begun = await changeClaim(claims, id, (claim) =>
    isResolvable(claim) ? { claim: { ...claim, nextStep: lookOf(claim, now()) } } : { answer: undefined },
  );
  if (!begun || !('claim' in begun)) return undefined;
  const { claim } = begun;
  const [alone, gathering] = await Promise.all([
    loadOwnRecords(collections, askedOf(claim)),
    gatherFor(claim, options),
  ]);
  const own =
    alone && gathering.kind === 'GATHERED'
      ? await withClaimsAboutBirth(alone, collections, birthIn(outcomeOf(claim, gathering, alone, now())))
      : undefined;
  const resolved = await changeClaim(claims, id, (current) => {
    if (!isResolvable(current) || isOvertaken(current, begun.claim)) return { answer: undefined };
    const at = now();
    const looked = outcomeOf(current, gathering, own, at);
    const { heard = [] } = current.nextStep ?? {};
    // What is to be looked at anew then is not decided before.
    const claim = heard.reduce((each, event) => wake(each, event, at) ?? each, looked);
    return { claim: decidePlain(claim, options) };
  });
  return resolved && 'claim' in resolved ? resolved.claim : undefined;
}

/** The birth that a claim comes to be about, so that others' claims for it are found. */
function birthIn(claim: ClaimRecord) {
  return { id: claim.id, ...birthOfClaim(claim) };
}

/** What a claim comes to by what was found. */
function outcomeOf(
  claim: ClaimRecord,
  found: Gathering,
  own: OwnRecords | undefined,
  at: Temporal.Instant,
): ClaimRecord {
  if (found.kind === 'KINSHIP_NOT_PROVEN')
    return resolvedClaim(withoutProvenChild(claim), kinshipNotProven, { at, away: [] });
  if (found.kind === 'AWAY' || own === undefined) return pendingClaim(claim, at);
  const { gathered, kinship } = found;
  const defective = new Set(claim.qualityDefects?.map(({ documentId }) => documentId));
  const recorded = standingFacts(claim.recordedFacts ?? []);
  const finding = findFacts({ asked: askedOf(claim), own, gathered, kinship, defective, recorded });
  return resolvedClaim(claim, finding, { at, away: gathered.away });
}

/** Gives a claim to another office, where its own employs the claimant: nobody there can be shown its evidence. */
async function assignOffice(id: string, { collections, now }: DeskOptions): Promise<void> {
  const { claims, insuredPersons, employers } = collections;
  const claim = await claims.get(id);
  if (!claim) return;
  const codes = employerCodes(await insuredPersons.get(claim.claimantId), claim);
  const employing = await Promise.all(codes.map((code) => employers.get(code)));
  await changeClaim(claims, id, (current) => {
    const assigned = assignedElsewhere(current, employing, now());
    return assigned ? { claim: assigned } : { answer: undefined };
  });
}

/**
 * Whether another look has begun, or was asked for, since this one: what this one found is of a file, or of papers, that are no more.
 */
function isOvertaken(current: ClaimRecord, begun: ClaimRecord): boolean {
  return current.nextStep?.look !== begun.nextStep?.look;
}

function gatherFor(
  claim: ClaimRecord,
  { evidence, collections: { claims }, now }: DeskOptions,
): Promise<Gathering> {
  const nameInCase = namePapers(claims, claim.id);
  const nameChild = async (childId: string, isByPaper: boolean) => {
    await changeClaim(claims, claim.id, (current) => {
      const isNamed = current.provenChildId === childId && (current.isChildByPaper === true) === isByPaper;
      return isNamed || isOvertaken(current, claim)
        ? { answer: undefined }
        : { claim: noteProvenChild(current, childId, isByPaper) };
    });
  };
  const open = {
    caseName: claim.id,
    office: claim.office,
    today: dayInVietnam(now()).toString(),
    nameInCase,
    nameChild,
    onPaper: childOnPaper(claim),
  };
  return gatherInCase(askedOf(claim), evidence, open);
}

function decidePlain(claim: ClaimRecord, { decidesPlainCases, now }: DeskOptions): ClaimRecord {
  const rule = decidesPlainCases ? plainRuleFor(claim) : undefined;
  if (rule === undefined) return claim;
  const decided = decideClaim(
    claim,
    { kind: 'AS_ASSESSED' },
    { mover: { kind: 'SYSTEM', rule }, by: { kind: 'RULE', rule }, at: now(), version: claim.version },
  );
  return typeof decided === 'string' ? claim : decided;
}

/** While somebody is at it, nobody else is woken for it. */
function lookOf({ nextStep }: ClaimRecord, now: Temporal.Instant): NextStep {
  const { attempts = 0, woken = 0 } = nextStep ?? {};
  const at = instantText(now.add({ seconds: lease }));
  return { kind: 'LOOK', at, attempts, woken, look: randomUUID() };
}

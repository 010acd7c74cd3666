import { openStore } from '../../../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../../../subgraphs/kit/store/port.ts';
import {
  openClaimCollections,
  type ClaimCollections,
} from '../../../../subgraphs/vss/claims/desk/claim-collections.ts';
import type { DeskOptions } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import {
  SourceAwayError,
  type BirthPaper,
  type EvidenceQuestion,
  type EvidenceSource,
  type GatheredEvidence,
  type KinshipQuestion,
  type MedicalPaper,
} from '../../../../subgraphs/vss/claims/evidence/evidence-source.ts';
import type { Mover } from '../../../../subgraphs/vss/claims/state/move-claim.ts';
import { submitClaim } from '../../../../subgraphs/vss/claims/submit/submit-claim.ts';
import type { Sender, SubmittedClaim } from '../../../../subgraphs/vss/claims/submit/submission.ts';
import { contribution, insured } from '../records.ts';

/** A desk over a store in memory, with sources and a clock that a test moves. */
export interface TestDesk extends DeskOptions {
  readonly collections: ClaimCollections;
  /** What other agencies hold; `undefined` while they are away. */
  found: GatheredEvidence | undefined;
  readonly questions: EvidenceQuestion[];
  /** What the authorities say of a child; `undefined` while they are away. */
  kinship: Awaited<ReturnType<EvidenceSource['findKinship']>> | undefined;
  readonly kinshipQuestions: KinshipQuestion[];
  passSeconds(seconds: number): void;
}

export const nothingFound: GatheredEvidence = { claimant: {}, papers: [], births: [], away: [] };

/** Opens a desk at which `mother` has been insured for years. */
export async function openDesk(
  given: { store?: Store; decidesPlainCases?: boolean } = {},
): Promise<TestDesk> {
  const store = given.store ?? (await openStore({ uri: 'memory:' }));
  const collections = await openClaimCollections(store);
  if (!(await collections.insuredPersons.get('mother'))) {
    await collections.insuredPersons.insert(insured('mother'));
    await collections.contributions.insert(contribution('mother', '2020-01-01', '2026-06-01'));
  }
  let now = Temporal.Instant.from('2026-06-10T02:00:00Z');
  const questions: EvidenceQuestion[] = [];
  const kinshipQuestions: KinshipQuestion[] = [];
  const desk: TestDesk = {
    collections,
    found: nothingFound,
    questions,
    kinship: 'PARENT',
    kinshipQuestions,
    now: () => now,
    decidesPlainCases: given.decidesPlainCases ?? false,
    evidence: {
      findKinship: async (question) => {
        kinshipQuestions.push(question);
        if (desk.kinship === undefined) throw new SourceAwayError('The hub is not up.');
        return desk.kinship;
      },
      gather: async (question) => {
        questions.push(question);
        if (desk.found === undefined) throw new SourceAwayError('The hub is not up.');
        return desk.found;
      },
    },
    passSeconds(seconds) {
      now = now.add({ seconds });
    },
  };
  return desk;
}

/** A week of sickness, Monday to Friday. */
export const sickWeek: SubmittedClaim = {
  claimantId: 'mother',
  scheme: 'SICKNESS',
  leaveFrom: Temporal.PlainDate.from('2026-06-01'),
  leaveTo: Temporal.PlainDate.from('2026-06-05'),
  weeklyRest: [6, 7],
};

export const citizen: Mover = {
  kind: 'CALLER',
  role: 'CITIZEN',
  purpose: 'SI.CLAIM.SUBMIT',
  relations: ['NONE', 'SELF'],
};

export const officer: Mover = {
  kind: 'CALLER',
  role: 'VSS_CLAIM_OFFICER',
  purpose: 'SI.CLAIM.DECIDE',
  relations: ['NONE', 'CASE'],
  organisation: 'office-1',
};

export const payer: Mover = { ...officer, role: 'VSS_PAYMENT_OFFICER', purpose: 'SI.CLAIM.PAY' };

export function sender(key: string): Sender {
  return { client: 'vss-portal/mother', key, channel: 'CITIZEN' };
}

/** A certificate for the sick week. */
export function certificate(given: Partial<MedicalPaper> = {}): MedicalPaper {
  return {
    type: 'SickLeaveCertificate',
    id: 'paper-1',
    version: 1,
    digest: 'digest-1',
    issuer: '01001',
    issuedOn: '2026-06-01',
    isRevoked: false,
    signature: 'VALID',
    seal: { kind: 'GENUINE' },
    days: [{ kind: 'LEAVE', from: '2026-06-01', to: '2026-06-05' }],
    isListedLongTermDisease: false,
    hadSurgery: false,
    withinLeaveCap: true,
    ...given,
  };
}

/** A medical birth notice. */
export function notice(given: Partial<BirthPaper> = {}): BirthPaper {
  return {
    type: 'MedicalBirthNotice',
    id: 'notice-1',
    version: 1,
    digest: 'digest-n',
    issuer: '01001',
    issuedOn: '2026-03-02',
    isRevoked: false,
    signature: 'VALID',
    seal: { kind: 'GENUINE' },
    bornOn: '2026-03-01',
    children: 1,
    livingBefore: 0,
    surgery: false,
    before32Weeks: false,
    isSurrogate: false,
    ...given,
  };
}

/** Where the certificate of a week of sickness is found. */
export const withPaper: GatheredEvidence = { ...nothingFound, papers: [certificate()] };

/** Submits a claim. @returns its id */
export async function submitted(
  desk: TestDesk,
  given: Partial<SubmittedClaim> = {},
  key = 'key-0001',
): Promise<string> {
  const by = { mover: citizen, at: desk.now() };
  const answer = await submitClaim(desk.collections, { ...sickWeek, ...given }, sender(key), by);
  if (answer.kind !== 'STORED') throw new Error(`The claim was not stored: ${answer.kind}.`);
  return answer.claim.id;
}

/** The same for one day of sickness. */
export function sickOn(desk: TestDesk, day: string): Promise<string> {
  const on = Temporal.PlainDate.from(day);
  return submitted(desk, { leaveFrom: on, leaveTo: on }, `key-${day}`);
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { argumentProblems, type ArgumentProblem } from '../../../schema/argument-problems.ts';
import { asCitizen, operation } from '../../scenario/claim-askers.ts';
import type { Asker, HubUnderTest } from '../../scenario/running-hub.ts';
import { knownPerson } from '../matrix/known-person.ts';
import {
  faultOfList,
  faultsOfRecord,
  faultsOfSubmission,
  secret,
  sound,
  soundRecord,
} from './input-faults.ts';
import { askers, startKnownHub } from './known-hub.ts';

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startKnownHub();
});
afterAll(() => hub.stop());

const claimant = asCitizen(knownPerson.id);
const { officer, employer } = askers;

interface Asked {
  /** The field and its type of input. */
  readonly of: readonly [operation: 'query' | 'mutation', field: string, input: string];
  readonly input: object;
  readonly asker: Asker;
}

const ask = ({ of: [operation, field, type], input, asker }: Asked, language?: string) =>
  hub.ask(
    `${operation} ($input: ${type}!) { ${field}(input: $input) { __typename } }`,
    { input },
    { ...asker, ...(language !== undefined && { language }) },
  );

const submit = ['mutation', 'submitClaim', 'SubmitClaimInput'] as const;
const preview = ['query', 'claimPreview', 'ClaimPreviewInput'] as const;
const list = ['mutation', 'submitClaimList', 'SubmitClaimListInput'] as const;
const record = ['mutation', 'recordClaimFact', 'RecordClaimFactInput'] as const;
const defect = ['mutation', 'reportEvidenceDefect', 'ReportEvidenceDefectInput'] as const;

const { idempotencyKey: _key, ...previewed } = sound;

const asked: readonly (readonly [problem: string, asked: Asked])[] = [
  ...each(faultsOfSubmission, (fault) => ({ of: submit, input: { ...sound, ...fault }, asker: claimant })),
  [
    'LEAVE_REVERSED',
    { of: preview, input: { ...previewed, ...faultsOfSubmission.LEAVE_REVERSED }, asker: claimant },
  ],
  [
    'NOT_YOURS_TO_FILE',
    { of: preview, input: { ...previewed, ...faultsOfSubmission.NOT_YOURS_TO_FILE }, asker: claimant },
  ],
  ...each(faultOfList, (fault) => ({ of: list, input: fault, asker: employer })),
  ...each(faultsOfRecord, (fault) => ({ of: record, input: { ...soundRecord, ...fault }, asker: officer })),
  [
    'REASON_LENGTH',
    { of: defect, input: { claim: knownPerson.claim, document: secret, reason: '  ' }, asker: officer },
  ],
];

describe('K6: a claim that is written wrong is refused with the place, what is wrong, and what to do:', () => {
  test('one that is written well is taken in', async () => {
    const answer = await ask({ of: submit, input: sound, asker: claimant });
    expect(answer.errors).toEqual([]);
    expect(answer.data?.['submitClaim']).toMatchObject({
      __typename: expect.stringMatching(/Missing|Accepted/),
    });
  });

  test.each(asked)('%s', async (problem, fault) => {
    const { en, vi } = argumentProblems[problem as ArgumentProblem];
    const extensions = { code: 'BAD_USER_INPUT', argument: 'input', problem };
    const path = [fault.of[1]];
    const answers = [await ask(fault, 'en'), await ask(fault, 'vi')];
    expect(answers.map(({ errors }) => errors)).toEqual([
      [{ message: `Argument "input" ${en}`, path, extensions }],
      [{ message: `Tham số "input" ${vi}`, path, extensions }],
    ]);
    expect(answers.map(({ text }) => text.includes(secret))).toEqual([false, false]);
  });

  test('a file that comes late is told by which day it was due, to the claimant and to the employer', async () => {
    // Seven working days after the leave (Wednesday).
    const late = { scheme: 'CONVALESCENCE', leaveFrom: '2026-07-06', leaveTo: '2026-07-08' };
    const told = { explanationNeeded: true, filingDueOn: '2026-07-17' };
    const own = { ...sound, ...late, idempotencyKey: 'key-of-late' };
    const sent = await hub.ask(operation('vss-portal/submit-claim'), { input: own }, claimant);
    expect([sent.errors, sent.data]).toMatchObject([[], { submitClaim: told }]);
    const input = { idempotencyKey: 'list-of-late', rows: [{ employee: knownPerson.id, ...late }] };
    const listed = await hub.ask(operation('employer-portal/submit-claim-list'), { input }, employer);
    expect([listed.errors, listed.data]).toMatchObject([
      [],
      { submitClaimList: { rows: [{ result: told }] } },
    ]);
  });

  test('and is no fault of an agency', () => {
    expect(hub.faults).toEqual([]);
  });
});

function each(faults: Readonly<Record<string, object>>, asked: (fault: object) => Asked) {
  return Object.entries(faults).map(([problem, fault]) => [problem, asked(fault)] as const);
}

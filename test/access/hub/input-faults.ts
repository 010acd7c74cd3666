import type { ClaimProblem } from '../../../schema/claim-problems.ts';
import { knownPerson } from '../matrix/known-person.ts';

/** Stands for a value that must not come back. */
export const secret = '079190000123';

/** What is sent, and the word of the list that it is refused by; a word that has no line here is a compiler error. */
type Faults<Of extends ClaimProblem> = Readonly<Record<Of, object>>;

/** A submission that is taken in. */
export const sound = {
  idempotencyKey: 'key-of-faults',
  claimant: knownPerson.id,
  scheme: 'SICKNESS',
  leaveFrom: '2026-11-02',
  leaveTo: '2026-11-06',
};

const employed = { employee: knownPerson.id, scheme: 'SICKNESS', leaveFrom: secret };

/** Faults of a record of an officer. */
type OfRecord =
  | 'NOT_ONE_FACT'
  | 'PAPER_NUMBER'
  | 'CHILD_NUMBER'
  | 'PAPER_NOT_YET_ISSUED'
  | 'MOTHER_MONTHS'
  | 'PRESCRIBED_DAYS'
  | 'SICK_DAYS_IN_YEAR'
  | 'CHILDREN_OF_BIRTH';

/** Of what a claimant sends. The key alone came before with something else: `sound` is sent first. */
export const faultsOfSubmission: Faults<Exclude<ClaimProblem, OfRecord | 'TOO_MANY_ROWS'>> = {
  KEY_LENGTH: { idempotencyKey: `${secret} ${secret}` },
  KEY_REUSED: { leaveTo: '2026-11-07' },
  NOT_YOURS_TO_FILE: { claimant: `${secret}-another` },
  LEAVE_REVERSED: { leaveTo: '2026-11-01' },
  LEAVE_TOO_LONG: { leaveTo: '2030-11-01' },
  EVENT_OF_ANOTHER_SCHEME: { event: 'BIRTH' },
  CHILD_MISSING: { event: 'CHILD_ILLNESS' },
  CHILD_NOT_AN_ID: { child: secret },
  BANK_MISSING: { payTo: { method: 'BANK_TRANSFER', bankAccount: secret } },
  EXPLANATION_LENGTH: { lateExplanation: secret.repeat(100) },
};

/** Of what an employer sends: the list has more rows than one may have, each with another fault as well. */
export const faultOfList: Faults<'TOO_MANY_ROWS'> = {
  TOO_MANY_ROWS: { idempotencyKey: 'list-of-faults', rows: Array.from({ length: 51 }, () => employed) },
};

/** A record that an officer could make of a claim. */
export const soundRecord = {
  claim: knownPerson.claim,
  version: 1,
  fact: { armedForces: true },
  paper: { kind: 'SERVICE_UNIT_STATEMENT', number: secret, issuedOn: '2026-11-01' },
};

/** Of what an officer records. */
export const faultsOfRecord: Faults<OfRecord> = {
  NOT_ONE_FACT: { fact: { armedForces: true, infertilityTreated: true } },
  CHILD_NUMBER: { fact: { kinshipByPaper: { number: `${secret} ` } } },
  PAPER_NUMBER: { paper: { ...soundRecord.paper, number: secret.repeat(6) } },
  PAPER_NOT_YET_ISSUED: { paper: { ...soundRecord.paper, issuedOn: '2199-01-01' } },
  MOTHER_MONTHS: { fact: { motherMonths: 13 } },
  PRESCRIBED_DAYS: { fact: { contraception: { measure: 'IUD', prescribedDays: 61 } } },
  SICK_DAYS_IN_YEAR: {
    fact: { earlierLeave: { of: 'SICKNESS', endedOn: '2026-10-01', sickDaysInYear: 367 } },
  },
  CHILDREN_OF_BIRTH: { fact: { earlierLeave: { of: 'MATERNITY', endedOn: '2026-10-01', children: 11 } } },
};

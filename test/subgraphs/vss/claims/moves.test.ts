import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { relations } from '../../../../schema/policy/relation.ts';
import type { ClaimRecord, ClaimState } from '../../../../subgraphs/vss/collections.ts';
import { moves, type Move } from '../../../../subgraphs/vss/claims/state/claim-moves.ts';
import {
  IllegalMoveError,
  moveClaim,
  moveRefused,
  type Mover,
} from '../../../../subgraphs/vss/claims/state/move-claim.ts';
import { claim } from '../records.ts';

const start = Temporal.Instant.from('2026-06-10T02:00:00Z');
const names = Object.keys(moves) as Move[];
const states: readonly ClaimState[] = [
  'DRAFT',
  'SUBMITTED',
  'RECEIVED',
  'VERIFYING',
  'WAITING_DATA',
  'DECIDED',
  'PAID',
  'ADJUSTED',
  'CLOSED',
];

const roles = [
  'CITIZEN',
  'PORTAL_BACKEND',
  'EMPLOYER_HR',
  'VSS_CLAIM_OFFICER',
  'VSS_PAYMENT_OFFICER',
  'AUDITOR',
];
const purposes = [
  'SI.CLAIM.SUBMIT',
  'SI.CLAIM.DECIDE',
  'SI.CLAIM.PAY',
  'PS.INTAKE',
  'PS.STATUS',
  'DS.SELF.VIEW',
];

const anyone: fc.Arbitrary<Mover> = fc.oneof(
  fc.constant({ kind: 'SYSTEM', rule: 'test/1' } as const),
  fc.record({
    kind: fc.constant('CALLER' as const),
    role: fc.constantFrom(...roles),
    purpose: fc.constantFrom(...purposes),
    relations: fc.subarray([...relations]),
  }),
);
const walk = fc.array(
  fc.record({
    mover: anyone,
    move: fc.constantFrom(...names),
    seconds: fc.integer({ min: -60, max: 86_400 }),
  }),
  { maxLength: 40 },
);

/** Makes of the moves those that may be made, and tells the claim after each. */
function follow(steps: readonly { mover: Mover; move: Move; seconds: number }[]): readonly ClaimRecord[] {
  const way = [claim('c1', 'someone', { state: 'SUBMITTED' })];
  let now = start;
  for (const { mover, move, seconds } of steps) {
    const before = way.at(-1);
    now = now.add({ seconds });
    if (before && !moveRefused(before, move, mover)) way.push(moveClaim(before, move, mover, now));
  }
  return way;
}

describe('whatever is tried with a claim,', () => {
  test('its timeline only grows, in order of time, and ends in its state', () => {
    fc.assert(
      fc.property(walk, (steps) => {
        const way = follow(steps);
        for (const [index, after] of way.entries()) {
          const before = way[index - 1];
          if (!before) continue;
          expect(after.timeline.slice(0, before.timeline.length)).toEqual(before.timeline);
          expect(after.timeline.length).toBeGreaterThan(before.timeline.length);
          expect(after.timeline.at(-1)?.state).toBe(after.state);
          const times = after.timeline.map(({ at }) => at);
          expect(times).toEqual(times.toSorted());
        }
      }),
    );
  });

  test('a claim that is closed is opened again by corrected evidence, or by an officer who takes a fact back', () => {
    const ways = names.filter((move) => moves[move].from.includes('CLOSED') && moves[move].to.length > 0);
    expect(ways).toEqual(['ADJUST', 'REOPEN']);
    expect(moves.ADJUST.by).toEqual([]);
  });

  test('it is never paid before it was decided', () => {
    fc.assert(
      fc.property(walk, (steps) => {
        const seen = (follow(steps).at(-1)?.timeline ?? []).map(({ state }) => state);
        const paid = seen.indexOf('PAID');
        expect(paid < 0 || seen.slice(0, paid).includes('DECIDED')).toBe(true);
      }),
    );
  });
});

/** Each role, purpose and single relation there is, and the machine. */
const everyone: readonly Mover[] = [
  { kind: 'SYSTEM', rule: 'test/1' },
  ...roles.flatMap((role) =>
    purposes.flatMap((purpose) =>
      relations.map((relation): Mover => ({ kind: 'CALLER', role, purpose, relations: [relation] })),
    ),
  ),
];

/** Who may make a move, in words. */
function makersOf(move: Move): readonly string[] {
  const may = everyone.filter((mover) =>
    moves[move].from.some((state) => !moveRefused({ state }, move, mover)),
  );
  return may.map((mover) =>
    mover.kind === 'SYSTEM' ? 'SYSTEM' : `${mover.role} ${mover.purpose} ${mover.relations.join()}`,
  );
}

const claimant = ['CITIZEN SI.CLAIM.SUBMIT SELF', 'PORTAL_BACKEND PS.INTAKE SELF'];
const filer = [...claimant, 'EMPLOYER_HR SI.CLAIM.SUBMIT OWN_RECORD'];
const officerOfCase = 'VSS_CLAIM_OFFICER SI.CLAIM.DECIDE CASE';

test.each<[Move, readonly string[]]>([
  ['SUBMIT', filer],
  ['WITHDRAW', filer],
  ['APPEAL', claimant],
  ['RECEIVE', ['SYSTEM']],
  ['VERIFY', ['SYSTEM']],
  ['WAIT', ['SYSTEM']],
  ['ADJUST', ['SYSTEM']],
  ['DECIDE', ['SYSTEM', officerOfCase]],
  ['REPORT_DEFECT', [officerOfCase]],
  ['RECORD_FACT', [officerOfCase]],
  ['TAKE_BACK_FACT', [officerOfCase]],
  ['REOPEN', [officerOfCase]],
  ['ASSIGN', ['SYSTEM']],
  ['CLOSE', [officerOfCase]],
  ['PAY', ['VSS_PAYMENT_OFFICER SI.CLAIM.PAY CASE']],
])('%s is made by these and by nobody else', (move, makers) => {
  expect(makersOf(move).toSorted()).toEqual(makers.toSorted());
});

test('every state can be reached, and from every state something can be done', () => {
  const reached = new Set(names.flatMap((move) => moves[move].to));
  expect(states.filter((state) => !reached.has(state))).toEqual(['DRAFT']);
  const left = new Set(names.flatMap((move) => moves[move].from));
  expect(states.filter((state) => !left.has(state))).toEqual([]);
});

test('who makes a move that is not theirs is an error of the code, and names nobody', () => {
  const mover: Mover = {
    kind: 'CALLER',
    role: 'EMPLOYER_HR',
    purpose: 'SI.CLAIM.SUBMIT',
    relations: ['OWN_RECORD'],
    organisation: 'e1',
  };
  const verifying = claim('c1', 'someone', { state: 'VERIFYING' });
  expect(() => moveClaim(verifying, 'DECIDE', mover, start)).toThrow(IllegalMoveError);
  expect(() => moveClaim(verifying, 'DECIDE', mover, start)).toThrow(
    'DECIDE from VERIFYING: NOT_YOURS_TO_MOVE.',
  );
});

test('the timeline tells the organisation and the role that did it', () => {
  const officer: Mover = {
    kind: 'CALLER',
    role: 'VSS_CLAIM_OFFICER',
    purpose: 'SI.CLAIM.DECIDE',
    relations: ['CASE'],
    organisation: 'office-1',
  };
  const decided = moveClaim(claim('c1', 'someone', { state: 'VERIFYING' }), 'DECIDE', officer, start);
  expect(decided.timeline.at(-1)).toMatchObject({
    state: 'DECIDED',
    actor: 'office-1',
    role: 'VSS_CLAIM_OFFICER',
  });
  const closed = moveClaim(
    decided,
    'PAY',
    { ...officer, role: 'VSS_PAYMENT_OFFICER', purpose: 'SI.CLAIM.PAY' },
    start,
  );
  expect(closed.timeline.slice(-2).map(({ state, note }) => [state, note])).toEqual([
    ['PAID', 'Đã chi trả'],
    ['CLOSED', 'Đã đóng hồ sơ'],
  ]);
});

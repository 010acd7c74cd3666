import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../../../subgraphs/kit/store/open-store.ts';
import { changeClaim } from '../../../../subgraphs/vss/claims/desk/change-claim.ts';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import { takeTurn } from '../../../../subgraphs/vss/claims/desk/take-turn.ts';
import { withdrawClaim } from '../../../../subgraphs/vss/claims/state/own-moves.ts';
import { assessed, day, decide, deskOfParents, granted } from './desk-of-parents.ts';
import { mongoAtHand, runMongoServer } from '../../../store/run-mongo-server.ts';
import { citizen, type TestDesk } from './open-desk.ts';

/** The claim as it is stored. */
async function stored(desk: TestDesk, id: string) {
  const claim = await desk.collections.claims.get(id);
  if (claim === undefined) throw new Error('There is no such claim.');
  return claim;
}

/** Takes the turn of a claim, as for a decision that is never made. */
const begin = async (desk: TestDesk, id: string) => takeTurn(await stored(desk, id), desk);

/** Holds the questions of a desk until all of those who decide have asked: nobody has written anything then. */
function meeting(desk: TestDesk, people: number): TestDesk {
  const all = Promise.withResolvers<void>();
  let asking = 0;
  const findKinship: TestDesk['evidence']['findKinship'] = async () => {
    asking += 1;
    if (asking === people) all.resolve();
    await all.promise;
    return 'PARENT';
  };
  return { ...desk, evidence: { ...desk.evidence, findKinship } };
}

test.each([
  ['two parents', ['parent-1', 'parent-2'], ['2026-03-01', '2026-03-01']],
  ['one parent, twice', ['parent-1', 'parent-1'], ['2026-03-01', '2026-03-03']],
] as const)(
  'of claims that are decided at the same moment one is granted: %s',
  async (_who, people, days) => {
    const desk = await deskOfParents();
    const ids = [];
    for (const [index, parent] of people.entries()) {
      const on = day(days[index] ?? '');
      ids.push(await assessed(desk, parent, 'child', { leaveFrom: on, leaveTo: on }));
    }
    const together = meeting(desk, ids.length);
    const answers = await Promise.all(ids.map((id) => decide(together, id)));
    expect(answers.filter((answer) => answer?.__typename === 'ClaimChanged')).toHaveLength(1);
    const claims = await Promise.all(ids.map((id) => stored(desk, id)));
    expect(claims.filter(({ decision }) => decision !== undefined)).toHaveLength(1);
  },
);

/** Two desks, each with a store of its own, that decide about the claims of two parents at the same moment. @returns how many have decided */
async function decideInTwo(uri: string): Promise<number> {
  const stores = [await openStore({ uri }), await openStore({ uri })] as const;
  try {
    const [one, other] = [
      await deskOfParents({ store: stores[0] }),
      await deskOfParents({ store: stores[1] }),
    ];
    const ids = [
      await assessed(one, 'parent-1', 'child'),
      await assessed(other, 'parent-2', 'child'),
    ] as const;
    const { evidence } = meeting(one, 2);
    const answers = await Promise.all([
      decide({ ...one, evidence }, ids[0]),
      decide({ ...other, evidence }, ids[1]),
    ]);
    return answers.filter((answer) => answer?.__typename === 'ClaimChanged').length;
  } finally {
    for (const store of stores) await store.close();
  }
}

test('of two desks with stores of their own over one file that decide at the same moment one grants', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'turns-'));
  try {
    expect(await decideInTwo(`file:${join(folder, 'vss.db')}`)).toBe(1);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.skipIf(mongoAtHand.startsWith('no server'))(
  `of two desks with stores of their own on ${mongoAtHand} that decide at the same moment one grants`,
  async () => {
    const server = await runMongoServer();
    try {
      expect(await decideInTwo(server.uri)).toBe(1);
    } finally {
      await server.stop();
    }
  },
);

test('whoever had the turn before can be decided no more as their officer read the claim', async () => {
  const desk = await deskOfParents();
  const first = await assessed(desk, 'parent-1', 'child');
  const second = await assessed(desk, 'parent-2', 'child');
  const read = await stored(desk, first);
  expect(await begin(desk, first)).toBe(true);
  expect(await begin(desk, second)).toBe(true);
  expect((await stored(desk, first)).version).toBeGreaterThan(read.version);
  // Who was overtaken overtakes nobody.
  expect(await takeTurn(read, desk)).toBe(false);
  expect(await decide(desk, second)).toMatchObject(granted);
  expect(await resolveClaim(first, desk)).toMatchObject({ assessment: { reasons: ['OTHER_PARENT_PAID'] } });
});

test('a turn that was taken and not used blocks nobody: its process ended, or the claim was withdrawn', async () => {
  const desk = await deskOfParents();
  const [ended, next] = [
    await assessed(desk, 'parent-1', 'child'),
    await assessed(desk, 'parent-2', 'child'),
  ];
  await begin(desk, ended);
  await changeClaim(desk.collections.claims, ended, (claim) => {
    const withdrawn = withdrawClaim(claim, citizen, desk.now());
    return typeof withdrawn === 'string' ? { answer: withdrawn } : { claim: withdrawn };
  });
  expect(await stored(desk, ended)).toMatchObject({ state: 'CLOSED' });
  expect(await decide(desk, next)).toMatchObject(granted);
});

test('what was refused for a grant is refused no more once that is looked at anew', async () => {
  const desk = await deskOfParents();
  const first = await assessed(desk, 'parent-1', 'child');
  const second = await assessed(desk, 'parent-2', 'child');
  await decide(desk, first);
  await decide(desk, second);
  expect(await resolveClaim(second, desk)).toMatchObject({ assessment: { reasons: ['OTHER_PARENT_PAID'] } });
  // The grant is opened again: what it was made on was taken back.
  await desk.collections.claims.replace({ ...(await stored(desk, first)), state: 'ADJUSTED' });
  expect(await decide(desk, second)).toMatchObject({ because: 'NOT_ASSESSED' });
  await resolveClaim(second, desk);
  expect(await decide(desk, second)).toMatchObject(granted);
  // And whoever was paid first is asked to pay back.
  await resolveClaim(first, desk);
  expect(await decide(desk, first)).toMatchObject({ claim: { decision: { outcome: 'REFUSED' } } });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claims, type ClaimRecord } from '../../subgraphs/vss/collections.ts';
import { agencies } from '../../start-hub.ts';
import { claimKinds, type KindName } from '../claims-resolve/claim-kinds.ts';
import { makeClaim, recordPeople, type MadeClaim } from '../claims-resolve/made-claims.ts';
import { sendClaim, sendClaims, type AskHub } from '../claims-resolve/send-claims.ts';
import { absentStores, type AbsentStores } from './absent-stores.ts';
import { startTestHub, type HubUnderTest } from './running-hub.ts';

/*
 * Over the whole hub, each scheme: a claim is sent in as a citizen does, resolved from what the agencies hold, and comes to
 * the amount that was worked out apart from the rules.
 */
const names = Object.keys(claimKinds) as readonly KindName[];
const make = (kind: KindName, series: string) =>
  makeClaim(kind, `${series}-${kind.toLowerCase()}`, 9_600_000);
const made = names.map((kind) => make(kind, 'each'));

/** Claims that meet an agency that is away, one set for each agency. */
const interrupted = agencies.map((agency) => ({
  agency,
  claims: (['FATHER', 'ADOPTION', 'VOLUNTARY', 'AFTER_SICKNESS', 'AFTER_BIRTH'] as const).map((kind) =>
    make(kind, `without-${agency}`),
  ),
}));

const whileAway = {
  health: ['VERIFYING', 'WAITING_DATA'],
  justice: ['WAITING_DATA'],
  population: ['WAITING_DATA'],
};

let hub: HubUnderTest;
let absent: AbsentStores;
beforeAll(async () => {
  const between = (stores: HubUnderTest['stores']) => (absent = absentStores(stores)).stores;
  hub = await startTestHub(1, 'each-scheme', { between });
  await recordPeople(hub.stores, [...made, ...interrupted.flatMap((each) => each.claims)]);
});
afterAll(() => hub.stop());

const ask: AskHub = (query, variables, asker) => hub.ask(query, { ...variables }, asker);

const claimOf = async ({ cast, kind }: MadeClaim): Promise<ClaimRecord | undefined> => {
  const { leaveFrom } = claimKinds[kind];
  const found = await hub.stores.vss.collection(claims);
  const its = await found.find({ index: 'byClaimant', equals: [cast.claimant], limit: 10 });
  return its.find((claim) => claim.leaveFrom === leaveFrom);
};

const resolved = ({ expected, doubts }: MadeClaim) => ({
  state: 'VERIFYING',
  assessment: { amount: expected, doubts },
});

test.each(made.map((claim) => [claim.kind, claim] as const))('%s', async (_kind, claim) => {
  const { errors } = await sendClaim(ask, claim);
  expect(errors).toEqual([]);
  expect(await claimOf(claim)).toMatchObject(resolved(claim));
});

describe('an agency that is away in the middle', () => {
  test.each(interrupted)('refuses nothing and loses nothing: $agency', async ({ agency, claims: sent }) => {
    absent.takeAway(agency);
    try {
      await Promise.all(sent.map((claim) => sendClaim(ask, claim)));
    } finally {
      absent.bringBack(agency);
    }
    const states = new Set((await Promise.all(sent.map(claimOf))).map((claim) => claim?.state));
    // Who needs nothing of the agency goes on; whoever does waits; without social insurance nobody is taken in.
    expect([...states].toSorted()).toEqual(agency === 'vss' ? [undefined] : whileAway[agency]);
  });

  test('that is back, each claim comes to what it would have without', async () => {
    const without = interrupted.find(({ agency }) => agency === 'vss');
    await sendClaims(ask, without?.claims ?? []);
    for (const claim of interrupted.flatMap((each) => each.claims)) {
      await expect.poll(() => claimOf(claim), { timeout: 100_000 }).toMatchObject(resolved(claim));
    }
  }, 120_000);
});

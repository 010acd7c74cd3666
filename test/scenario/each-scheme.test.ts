import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  openClaimCollections,
  type ClaimCollections,
} from '../../subgraphs/vss/claims/desk/claim-collections.ts';
import { agencies } from '../../start/start-hub.ts';
import { claimKinds, type KindName } from '../claims-resolve/claim-kinds.ts';
import {
  claimOf,
  kindOf,
  makeClaim,
  office,
  recordPeople,
  type MadeClaim,
} from '../claims-resolve/made-claims.ts';
import { recordFacts } from '../claims-resolve/officers.ts';
import { sendClaim, sendClaims, submissionOf, type AskHub } from '../claims-resolve/send-claims.ts';
import { absentStores, type AbsentStores } from './absent-stores.ts';
import { operation } from './claim-askers.ts';
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
let collections: ClaimCollections;
beforeAll(async () => {
  const between = (stores: HubUnderTest['stores']) => (absent = absentStores(stores)).stores;
  hub = await startTestHub(1, 'each-scheme', { between });
  collections = await openClaimCollections(hub.stores.vss);
  await recordPeople(hub.stores, [...made, ...interrupted.flatMap((each) => each.claims)]);
});
afterAll(() => hub.stop());

const ask: AskHub = (query, variables, asker) => hub.ask(query, { ...variables }, asker);

const stored = (claim: MadeClaim) => claimOf(collections, claim);

const resolved = ({ expected, doubts }: MadeClaim) => ({
  state: 'VERIFYING',
  assessment: { amount: expected, doubts },
});

const officersFact = made.filter(({ kind }) => kindOf(kind).needs);

test.each(officersFact.map((claim) => [claim.kind, claim] as const))(
  '%s: before it is sent, the preview says what an officer will have to record',
  async (_kind, claim) => {
    const { asker, input } = submissionOf(claim);
    const { idempotencyKey: _key, lateExplanation: _late, ...asked } = input;
    const { data, errors } = await ask(operation('vss-portal/preview-claim'), { input: asked }, asker);
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      claimPreview: { isComplete: false, factsNeeded: kindOf(claim.kind).needs, estimate: null },
    });
  },
);

test.each(made.map((claim) => [claim.kind, claim] as const))('%s', async (_kind, claim) => {
  const { errors } = await sendClaim(ask, claim);
  expect(errors).toEqual([]);
  const { needs, recorded } = kindOf(claim.kind);
  expect((await stored(claim))?.factsNeeded).toEqual(needs);
  if (recorded) await recordFacts({ ask, collections }, [claim]);
  expect(await stored(claim)).toMatchObject(resolved(claim));
});

test('of the child of somebody else nothing is read, whoever states it, and no officer sees it through the claim', async () => {
  const [own, other] = (['CHILD', 'FATHER'] as const).map((kind) => made.find((each) => each.kind === kind));
  if (!own || !other) throw new Error('the kinds have other names');
  const { child } = own.cast;
  const { claimant } = other.cast;
  const asker = { persona: 'citizen', citizen: claimant, purpose: 'SI.CLAIM.SUBMIT' } as const;
  const { input } = submissionOf(own);
  const { idempotencyKey: _key, lateExplanation: _late, ...asked } = { ...input, claimant, child };
  const before = hub.log.entries().length;
  const preview = await ask(operation('vss-portal/preview-claim'), { input: asked }, asker);
  const evidence = [{ role: 'KINSHIP', state: 'MISSING' }];
  expect(preview.data).toMatchObject({ claimPreview: { isComplete: false, evidence, estimate: null } });
  const sent = { ...asked, idempotencyKey: 'key-of-another-child' };
  await ask(operation('vss-portal/submit-claim'), { input: sent }, asker);
  const range = { index: 'byChild', equals: [child], limit: 10 };
  const claims = await collections.claims.find(range);
  const stated = claims.find((claim) => claim.claimantId === claimant);
  expect(stated).toMatchObject({ state: 'WAITING_DATA', evidence });
  expect(stated).not.toHaveProperty('provenChildId');
  const officer = { persona: 'vss-officer', organisation: office, case: stated?.id ?? '' } as const;
  const seen = await ask(`{ citizen(id: "${child}") { fullName } }`, {}, officer);
  expect(seen.data).toEqual({ citizen: { fullName: null } });
  const disclosures = hub.log
    .entries()
    .slice(before)
    .flatMap((entry) => entry.disclosures);
  const shown = disclosures.filter(({ full }) => full !== undefined);
  expect(shown.flatMap(({ subjects }) => subjects)).not.toContain(child);
  // Of one's own it is, as soon as it is proven.
  expect(claims.find((claim) => claim.claimantId === own.cast.claimant)?.provenChildId).toBe(child);
});

test('a benefit that is cut is told with the article of that benefit, and of no other', async () => {
  const cut = made.find(({ kind }) => kind === 'CONTRACEPTION');
  const { id } = (cut && (await stored(cut))) ?? {};
  const asker = { persona: 'citizen', citizen: cut?.cast.claimant ?? '' } as const;
  const query = 'query ($id: ID!) { claim(id: $id) { assessment { reasons { code article } } } }';
  const { data, errors } = await ask(query, { id }, asker);
  expect(errors).toEqual([]);
  const reasons = [{ code: 'PER_EVENT_CAP', article: 'Law 41/2024/QH15 Art 57' }];
  expect(data).toEqual({ claim: { assessment: { reasons } } });
});

test('a defect of shared data is recorded with its reason, and never without one', async () => {
  const ill = made.find(({ kind }) => kind === 'ILLNESS');
  const { id = '', evidence = [] } = (ill && (await stored(ill))) ?? {};
  const officer = { persona: 'vss-officer', organisation: office, case: id } as const;
  const report = (reason: string) => {
    const input = { claim: id, document: evidence[0]?.document?.id, reason };
    return ask(operation('vss-benefits/report-evidence-defect'), { input }, officer);
  };
  for (const reason of ['', '  ', 'a\nb']) {
    expect((await report(reason)).errors[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  }
  const reported = await report('Ngày nghỉ không khớp với sổ khám');
  expect(reported.errors).toEqual([]);
  // The same words sent again, since their answer was lost, are one defect.
  expect((await report('Ngày nghỉ không khớp với sổ khám')).data).toEqual(reported.data);
  const claim = ill && (await stored(ill));
  expect(claim).toMatchObject({
    state: 'WAITING_DATA',
    evidence: [{ state: 'EXPIRED' }],
    nextStep: { kind: 'WAIT' },
  });
  expect(claim?.assessment).toBeUndefined();
  expect(claim?.qualityDefects).toHaveLength(1);
});

describe('an agency that is away in the middle', () => {
  test.each(interrupted)('refuses nothing and loses nothing: $agency', async ({ agency, claims: sent }) => {
    absent.takeAway(agency);
    try {
      await Promise.all(sent.map((claim) => sendClaim(ask, claim)));
    } finally {
      absent.bringBack(agency);
    }
    const states = new Set((await Promise.all(sent.map(stored))).map((claim) => claim?.state));
    // Who needs nothing of the agency goes on; whoever does waits; without social insurance nobody is taken in.
    expect([...states].toSorted()).toEqual(agency === 'vss' ? [undefined] : whileAway[agency]);
  });

  test('that is back, each claim comes to what it would have without', async () => {
    const without = interrupted.find(({ agency }) => agency === 'vss');
    await sendClaims(ask, without?.claims ?? []);
    for (const claim of interrupted.flatMap((each) => each.claims)) {
      await expect.poll(() => stored(claim), { timeout: 100_000 }).toMatchObject(resolved(claim));
    }
  }, 120_000);
});

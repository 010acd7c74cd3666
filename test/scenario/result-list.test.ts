import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClaimCollections } from '../../subgraphs/vss/claims/desk/claim-collections.ts';
import { issueDueLists } from '../../subgraphs/vss/claims/list/issue-lists.ts';
import { verifyDocument } from '../../subgraphs/kit/seal/verify/verify-document.ts';
import { developmentKeys } from '../seal/development-keys.ts';
import { leaves, people, recordClaimPeople } from './claim-people.ts';
import { startTestHub, type Asker, type HubUnderTest } from './running-hub.ts';

/*
 * Over the whole hub: two claims of one employer are decided, stand on its list C70a-HD, and are paid by one money order.
 */
let hub: HubUnderTest;
/** Ids of the claims: of the worker who was sick, and of the one who cared for a child. */
let sick: string;
let carer: string;
beforeAll(async () => {
  hub = await startTestHub(1);
  await recordClaimPeople(hub.stores);
  sick = await decided({ employee: people.sick, ...leaves.sick });
  carer = await decided({ employee: people.carer, child: people.sickChild, ...leaves.carer });
  const tomorrow = Temporal.Now.instant().add({ hours: 24 });
  await issueDueLists(await openClaimCollections(hub.stores.vss), () => tomorrow);
});
afterAll(() => hub.stop());

const operation = (name: string) =>
  readFileSync(new URL(`../../gateway/clients/operations/${name}.graphql`, import.meta.url), 'utf8');
const asEmployer: Asker = { persona: 'employer-hr', organisation: people.employer };
const asOfficer = (claim: string): Asker => ({
  persona: 'vss-officer',
  organisation: people.office,
  case: claim,
});
const asPayer = (claim: string): Asker => ({ ...asOfficer(claim), persona: 'vss-payment' });

/** A claim of an employer's list that an officer has decided as it was assessed. */
async function decided(row: { readonly employee: string; readonly child?: string }): Promise<string> {
  const rows = [{ scheme: 'SICKNESS', weeklyRest: 'SATURDAY,SUNDAY', ...row }];
  const input = { idempotencyKey: `list-of-${row.employee}`, rows };
  await hub.ask(operation('employer-portal/submit-claim-list'), { input }, asEmployer);
  const { claims } = await openClaimCollections(hub.stores.vss);
  const [claim] = await claims.find({ index: 'byClaimant', equals: [row.employee], limit: 1 });
  if (!claim) throw new Error('The claim was not taken in.');
  const deciding = { claim: claim.id, version: claim.version, verdict: 'AS_ASSESSED' };
  await hub.ask(operation('vss-benefits/decide-claim'), { input: deciding }, asOfficer(claim.id));
  return claim.id;
}

const listAs = async (claim: string, asker: Asker) => {
  const { data } = await hub.ask(operation('employer-portal/result-list'), { claim }, asker);
  return (data?.['claim'] as { resultList: Record<string, unknown> | null } | null)?.resultList;
};

test('its employer gets the whole list, sealed by social insurance', async () => {
  const list = await listAs(sick, asEmployer);
  // 9,600,000 × 75 % / 24, of five days and of three.
  expect(list).toMatchObject({
    form: 'C70a-HD',
    totalAmount: 1_500_000 + 900_000,
    totals: [{ scheme: 'SICKNESS', claims: 2, amount: 2_400_000 }],
  });
  const rows = list?.['rows'] as { amount: number }[];
  expect(rows.map(({ amount }) => amount).toSorted()).toEqual([1_500_000, 900_000]);
  const sealed = await verifyDocument(String(list?.['seal']), { keys: developmentKeys() });
  expect(sealed).toMatchObject({ agency: 'vss', type: 'ResultList', claims: { totalAmount: 2_400_000 } });
});

test('another employer gets nothing of it', async () => {
  expect(await listAs(sick, { ...asEmployer, organisation: 'CLAIMS-02' })).toBeFalsy();
});

test('a claimant, who has their own decision, sees nothing of the list: a total would tell a colleague’s amount', async () => {
  const asCitizen: Asker = { persona: 'citizen', citizen: people.sick, purpose: 'DS.SELF.VIEW' };
  const list = await listAs(sick, asCitizen);
  expect([list?.['totalAmount'], list?.['totals'], list?.['rows']]).toEqual([null, null, null]);
});

test('an officer whose case is one claim sees no other claimant’s row', async () => {
  const list = await listAs(sick, { ...asOfficer(sick), purpose: 'SI.CLAIM.DECIDE' });
  expect(list?.['rows']).toMatchObject([{ amount: 1_500_000 }]);
});

test('nobody but a payment officer with the case and the right order closes its claims; then all of them are', async () => {
  const pay = async (asker: Asker, orderNumber: string) => {
    const input = { claim: sick, orderNumber, paidOn: '2026-12-01' };
    const { data } = await hub.ask(operation('vss-benefits/confirm-list-payment'), { input }, asker);
    return data?.['confirmListPayment'];
  };
  const { data } = await hub.ask(
    operation('vss-benefits/result-list-to-pay'),
    { claim: sick },
    asPayer(sick),
  );
  const found = data?.['claim'] as { resultList: { orderNumber: string } } | undefined;
  const orderNumber = found?.resultList.orderNumber ?? '';
  expect(await pay(asPayer(sick), 'LCDS-of-another')).toBeNull();
  expect(await pay({ ...asPayer(sick), organisation: 'BHXH-01' }, orderNumber)).toBeNull();
  const before = hub.log.entries().length;
  expect(await pay(asPayer(sick), orderNumber)).toMatchObject({ closed: 2, left: 0 });
  // All whose claims it closed are told of it, and not just the one of the case.
  const told = hub.log
    .entries()
    .slice(before)
    .flatMap(({ disclosures }) => disclosures);
  const closing = told.filter(({ full = [] }) => full.includes('ListPayment.closed'));
  expect(closing.flatMap(({ subjects }) => subjects).toSorted()).toEqual([people.carer, people.sick]);
  const { claims } = await openClaimCollections(hub.stores.vss);
  expect(await Promise.all([sick, carer].map(async (id) => (await claims.get(id))?.state))).toEqual([
    'CLOSED',
    'CLOSED',
  ]);
});

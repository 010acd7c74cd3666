import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFirstClaim, type FirstClaim } from '../../start/first-claim.ts';
import { startTestHub, type Asker, type HubUnderTest } from './running-hub.ts';

let hub: HubUnderTest;
let claim: FirstClaim;
let officer: Asker;
beforeAll(async () => {
  hub = await startTestHub(100, 'scenario', { registeredOnly: true });
  claim = await findFirstClaim(hub.stores.vss, hub.citizenOf('newMother'));
  officer = { persona: 'vss-officer', organisation: claim.office, case: claim.number, purpose: '' };
});
afterAll(() => hub.stop());

test('an operation of the client’s file is run, for its purpose without saying so', async () => {
  const file = new URL(
    '../../gateway/clients/operations/vss-benefits/claim-with-evidence.graphql',
    import.meta.url,
  );
  const { data, errors } = await hub.ask(
    await readFile(file, 'utf8'),
    { claim: claim.id, from: '2025-10-01', to: '2026-09-30' },
    officer,
  );
  expect(errors).toEqual([]);
  expect(data).toMatchObject({ claim: { claimant: { fullName: expect.any(String) } } });
  expect(hub.log.entries().at(-1)?.caller.purpose).toBe('SI.CLAIM.DECIDE');
});

test('any other is refused, with the command that registers it, and no agency is asked', async () => {
  const { status, data, errors } = await hub.ask(claim.explorer.query, {}, officer);
  expect([status, data]).toEqual([400, undefined]);
  expect(errors[0]?.extensions?.['code']).toBe('OPERATION_NOT_REGISTERED');
  expect(errors[0]?.message).toContain('npm run register-operation');
});

test('whoever shows no token is refused', async () => {
  const { status, errors } = await hub.ask('{ __typename }');
  expect([status, errors[0]?.extensions?.['code']]).toEqual([400, 'OPERATION_NOT_REGISTERED']);
});

test('a client may still ask for its contract', async () => {
  const { data } = await hub.ask('{ __type(name: "Claim") { fields { name } } }', {}, officer);
  expect(JSON.stringify(data)).toContain('claimant');
});

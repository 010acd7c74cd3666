import { readFileSync } from 'node:fs';
import type { ClaimCollections } from '../../subgraphs/vss/claims/desk/claim-collections.ts';
import type { ClaimRecord } from '../../subgraphs/vss/collections.ts';
import type { Asker } from '../scenario/running-hub.ts';
import { office } from './made-claims.ts';
import type { AskHub } from './send-claims.ts';

const operation = (name: string) =>
  readFileSync(
    new URL(`../../gateway/clients/operations/vss-benefits/${name}.graphql`, import.meta.url),
    'utf8',
  );
const decide = operation('decide-claim');
const pay = operation('confirm-payment');

/** Takes a claim that is assessed to its end through the gateway, as its officers do, whatever is killed meanwhile. */
export async function decideClaims(
  ask: AskHub,
  { claims }: Pick<ClaimCollections, 'claims'>,
  ids: readonly string[],
): Promise<void> {
  const left = [...ids];
  const work = async () => {
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      for (let attempt = 0; ; attempt += 1) {
        const claim = await claims.get(id);
        if (!claim || claim.state === 'CLOSED') break;
        if (attempt > 600) throw new Error(`A claim stays ${claim.state}.`);
        await step(ask, claim).catch(() => undefined);
        if (attempt > 2) await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
}

/** The next act of an officer on a claim. */
async function step(ask: AskHub, { id, state, version, payments }: ClaimRecord): Promise<void> {
  const officer: Asker = { persona: 'vss-officer', organisation: office, case: id };
  if (state === 'DECIDED') {
    const order = payments.find(({ paidOn }) => paidOn === undefined);
    const input = { claim: id, orderNumber: order?.orderNumber, paidOn: '2026-11-26' };
    await ask(pay, { input }, { ...officer, persona: 'vss-payment' });
  } else {
    await ask(decide, { input: { claim: id, version, verdict: 'AS_ASSESSED' } }, officer);
  }
}

import { readFileSync } from 'node:fs';
import type { ClaimCollections } from '../../subgraphs/vss/claims/desk/claim-collections.ts';
import { isStanding } from '../../subgraphs/vss/claims/record/officer-fact.ts';
import type { ClaimRecord } from '../../subgraphs/vss/collections.ts';
import type { Asker } from '../scenario/running-hub.ts';
import { claimOf, kindOf, office, type MadeClaim } from './made-claims.ts';
import type { AskHub } from './send-claims.ts';

const operation = (name: string) =>
  readFileSync(
    new URL(`../../gateway/clients/operations/vss-benefits/${name}.graphql`, import.meta.url),
    'utf8',
  );
const record = operation('record-claim-fact');
const decide = operation('decide-claim');
const pay = operation('confirm-payment');

/** What officers do with a claim after it was sent: none of it is done twice, however often it is tried. */
interface Work {
  readonly ask: AskHub;
  readonly collections: Pick<ClaimCollections, 'claims'>;
}

/** Records what no agency shares of each claim that rests on such a fact, whatever is killed meanwhile. */
export async function recordFacts(work: Work, made: readonly MadeClaim[]): Promise<void> {
  await forEach(
    made.filter(({ kind }) => kindOf(kind).recorded),
    async (of) => {
      const claim = await claimOf(work.collections, of);
      if (claim?.recordedFacts?.some(isStanding)) return true;
      if (claim) await recordFact(work.ask, claim, of);
      return false;
    },
  );
}

/** Takes claims that are assessed to their end, whatever is killed meanwhile. */
export async function decideClaims(work: Work, made: readonly MadeClaim[]): Promise<void> {
  await forEach(made, async (of) => {
    const claim = await claimOf(work.collections, of);
    if (claim?.state === 'CLOSED') return true;
    if (claim) await decideOrPay(work.ask, claim);
    return false;
  });
}

/** Works on four claims at a time, on each until it is done; the pause is that of an office whose hub is away. */
async function forEach(
  made: readonly MadeClaim[],
  isDone: (of: MadeClaim) => Promise<boolean>,
): Promise<void> {
  const left = made.toReversed();
  const work = async () => {
    for (let of = left.pop(); of; of = left.pop()) {
      for (let attempt = 0; !(await isDone(of)); attempt += 1) {
        if (attempt > 600) throw new Error(`A claim of kind ${of.kind} gets no further.`);
        if (attempt > 2) await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
}

const officerOf = ({ id }: ClaimRecord): Asker => ({
  persona: 'vss-officer',
  organisation: office,
  case: id,
});

async function recordFact(ask: AskHub, claim: ClaimRecord, { kind }: MadeClaim): Promise<void> {
  const { recorded } = kindOf(kind);
  const paper = { kind: recorded?.paper, number: '12/2026', issuedOn: '2026-11-20' };
  const input = { claim: claim.id, version: claim.version, fact: recorded?.fact, paper };
  await ask(record, { input }, officerOf(claim)).catch(() => undefined);
}

async function decideOrPay(ask: AskHub, claim: ClaimRecord): Promise<void> {
  const { id, state, version, payments } = claim;
  const officer = officerOf(claim);
  const order = payments.find(({ paidOn }) => paidOn === undefined);
  const sent =
    state === 'DECIDED'
      ? ask(
          pay,
          { input: { claim: id, orderNumber: order?.orderNumber, paidOn: '2026-11-26' } },
          { ...officer, persona: 'vss-payment' },
        )
      : ask(decide, { input: { claim: id, version, verdict: 'AS_ASSESSED' } }, officer);
  await sent.catch(() => undefined);
}

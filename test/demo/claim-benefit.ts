import { randomUUID } from 'node:crypto';
import { askHub, type Asker } from '../scenario/running-hub.ts';
import { StoryError } from './choose-mother.ts';
import { listOf, personaAt, read, type Data, type Stage } from './stage.ts';

/** A claim that was sent in. */
export interface SentClaim {
  readonly id: string;
  /** Code of the office that decides it. */
  readonly office: string;
}

const money = new Intl.NumberFormat('vi-VN', { style: 'currency', currency: 'VND' });

/** The mother sees what is known and what it would come to, and submits once. */
export async function submitClaim({ ask, mother, her, tell }: Stage): Promise<SentClaim> {
  const { citizen, bornOn } = mother;
  const leave = {
    claimant: citizen.id,
    scheme: 'MATERNITY',
    leaveFrom: bornOn,
    leaveTo: Temporal.PlainDate.from(bornOn).add({ months: 6 }).subtract({ days: 1 }).toString(),
  };
  const claiming = { ...her, purpose: 'SI.CLAIM.SUBMIT' };
  const preview = read(await ask('vss-portal/preview-claim', { input: leave }, claiming), 'claimPreview');
  const estimate = preview['estimate'] as Data | null;
  tell('The mother opens “maternity benefit”. Before she submits anything she sees what is known:', [
    ...listOf(preview['evidence']).map(
      ({ role, state, document }) =>
        `${String(role)}: ${String(state)}${document ? `, ${String((document as Data)['__typename'])}` : ''}`,
    ),
    `It would be ${money.format(Number(estimate?.['amount'] ?? 0))}.`,
  ]);
  const input = { ...leave, idempotencyKey: randomUUID() };
  const submitted = await ask('vss-portal/submit-claim', { input }, claiming);
  if (read(submitted, 'submitClaim')['__typename'] === 'ClaimAlreadyMade')
    throw new StoryError(
      'this mother told it on this hub before. Run it again for another, or start the hub anew.',
    );
  const sent = read(submitted, 'submitClaim', 'ClaimAccepted');
  tell(`She submits once: claim ${String(sent['number'])}.`, ['No paper was asked of her.']);
  return { id: String(sent['claimId']), office: String(preview['office']) };
}

/** An officer looks at what the rules made of the evidence, and decides by it. */
export async function decideClaim(stage: Stage, { id: claim, office }: SentClaim): Promise<void> {
  const { ask, tell } = stage;
  const officer = { ...personaAt('vss-officer', office), case: claim };
  const looked = await askOfClaim(
    stage,
    '{ source { version } assessment { outcome amount lines { title amount article } papers { version digest document { __typename } } } }',
    officer,
  );
  const assessment = looked['assessment'] as Data;
  tell('Social insurance has asked the other agencies as a client of the hub, and worked out the law:', [
    ...listOf(assessment['lines']).map(
      ({ title, amount, article }) =>
        `${String(title)}: ${money.format(Number(amount))} (${String(article)})`,
    ),
    ...listOf(assessment['papers']).map(
      ({ document, digest }) =>
        `rests on ${String((document as Data)['__typename'])}, digest ${String(digest).slice(0, 12)}…`,
    ),
  ]);
  const input = { claim, version: (looked['source'] as Data)['version'], verdict: 'AS_ASSESSED' };
  const decided = read(
    await ask('vss-benefits/decide-claim', { input }, officer),
    'decideClaim',
    'ClaimChanged',
  );
  const decision = (decided['claim'] as Data)['decision'] as Data;
  tell(`An officer decides: ${String(decision['outcome'])}, decision ${String(decision['number'])}.`);
}

/** The payment is confirmed, which closes the claim. */
export async function payClaim(stage: Stage, { id: claim, office }: SentClaim): Promise<void> {
  const payer = { ...personaAt('vss-payment', office), case: claim };
  const ordered = await askOfClaim(stage, '{ payments { orderNumber amount } }', payer);
  const [order] = listOf(ordered['payments']);
  const input = {
    claim,
    orderNumber: order?.['orderNumber'],
    paidOn: Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').toString(),
  };
  const paid = read(
    await stage.ask('vss-benefits/confirm-payment', { input }, payer),
    'confirmPayment',
    'ClaimChanged',
  );
  stage.tell(
    `${money.format(Number(order?.['amount'] ?? 0))} is paid; the claim is ${String((paid['claim'] as Data)['state'])}.`,
  );
}

/** Asks about the claim that is the asker's case. */
async function askOfClaim({ url }: Stage, selection: string, asker: Asker): Promise<Data> {
  const query = `query ($claim: ID!) { claim(id: $claim) ${selection} }`;
  return read(await askHub(url, query, { claim: asker.case }, asker), 'claim');
}

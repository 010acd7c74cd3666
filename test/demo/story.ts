import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { PersonaName } from '../../gateway/identity/development/personas.ts';
import { portalFile, type OutgoingPaper } from '../facility/hospital.ts';
import { createSender } from '../facility/send-file.ts';
import { askHub, type Asker, type GraphqlAnswer } from '../scenario/running-hub.ts';
import { StoryError, type Mother } from './choose-mother.ts';

/** Says what has just happened, and what it means. */
export type Tell = (what: string, details?: readonly string[]) => void;

/** Anything of an answer; the story reads what it knows to be there. */
type Data = Readonly<Record<string, unknown>>;

const registry = '90105';
const money = new Intl.NumberFormat('vi-VN', { style: 'currency', currency: 'VND' });

/**
 * The story of a birth, told on a running hub: every step is asked of it as the system of that agency would.
 *
 * @param url the hub, without a path
 * @throws StoryError that says which step did not come out as the story has it
 */
export async function tellStory(url: string, mother: Mother, tell: Tell): Promise<void> {
  const { citizen, bornOn } = mother;
  const her = { persona: 'citizen', citizen: citizen.id } as const;
  const ask = (name: string, variables: Data, asker: Asker) =>
    askAgain(() => askHub(url, operation(name), variables, asker));

  const send = createSender(url);
  for (const { paper, number } of [mother.notice, mother.discharge]) {
    const outcome = await send(signed({ paper, number }));
    if (outcome !== 'filed') throw new StoryError(`${paper.kind} was answered: ${outcome}.`);
    tell(`${mother.hospital} sends ${words(paper.kind)}, signed as an XML file.`, ['Health has filed it.']);
  }

  const registrar = personaAt('justice-registrar', registry);
  const entry = entryOf(mother);
  const birth = read(
    await onceAnnounced(() => ask('civil-registry/register-birth', { entry }, registrar)),
    'registerBirth',
    'BirthRegistered',
  );
  const registration = birth['registration'] as Data;
  tell('The commune registers the birth from the notice; nobody brings a paper.', [
    `Registered on ${String(registration['registeredOn'])}; the child is a citizen of the graph.`,
  ]);

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

  const submitted = await ask(
    'vss-portal/submit-claim',
    { input: { ...leave, idempotencyKey: randomUUID() } },
    claiming,
  );
  if (read(submitted, 'submitClaim')['__typename'] === 'ClaimAlreadyMade')
    throw new StoryError(
      'this mother told it on this hub before. Run it again for another, or start the hub anew.',
    );
  const sent = read(submitted, 'submitClaim', 'ClaimAccepted');
  const claim = String(sent['claimId']);
  tell(`She submits once: claim ${String(sent['number'])}.`, ['No paper was asked of her.']);

  const office = { ...personaAt('vss-officer', String(preview['office'])), case: claim };
  const looked = read(
    await askHub(
      url,
      'query ($claim: ID!) { claim(id: $claim) { source { version } assessment { outcome amount lines { title amount article } papers { version digest document { __typename } } } } }',
      { claim },
      office,
    ),
    'claim',
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
    await ask('vss-benefits/decide-claim', { input }, office),
    'decideClaim',
    'ClaimChanged',
  );
  const decision = (decided['claim'] as Data)['decision'] as Data;
  tell(`An officer decides: ${String(decision['outcome'])}, decision ${String(decision['number'])}.`);

  const payer = { ...personaAt('vss-payment', String(preview['office'])), case: claim };
  const ordered = read(
    await askHub(
      url,
      'query ($claim: ID!) { claim(id: $claim) { payments { orderNumber amount } } }',
      { claim },
      payer,
    ),
    'claim',
  );
  const [order] = listOf(ordered['payments']);
  const paid = read(
    await ask(
      'vss-benefits/confirm-payment',
      {
        input: {
          claim,
          orderNumber: order?.['orderNumber'],
          paidOn: Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').toString(),
        },
      },
      payer,
    ),
    'confirmPayment',
    'ClaimChanged',
  );
  tell(
    `${money.format(Number(order?.['amount'] ?? 0))} is paid; the claim is ${String((paid['claim'] as Data)['state'])}.`,
  );

  const me = read(
    await ask('vss-portal/my-access-log', { first: 20 }, { ...her, purpose: 'DS.SELF.VIEW' }),
    'me',
  );
  const seen = listOf((me['accessLog'] as Data)['nodes']);
  tell(
    'The mother looks who looked:',
    seen.map(({ at, system, role, purpose, outcome, fields }) =>
      [
        String(at).slice(11, 19),
        named(system),
        named(role),
        named(purpose),
        listOf(fields).length === 0 ? 'named her' : `${listOf(fields).length} fields`,
        String(outcome),
      ].join(' · '),
    ),
  );
  if (seen.length === 0) throw new StoryError('Nobody is said to have looked.');
}

/** How long a registrar waits for the notice of a birth, and how often they look; milliseconds. */
const patience = { longest: 60_000, between: 250 };

/** Registers once the notice is announced to the registry: the hospital's file is answered before that. */
async function onceAnnounced(register: () => Promise<GraphqlAnswer>): Promise<GraphqlAnswer> {
  const until = performance.now() + patience.longest;
  for (;;) {
    const answer = await register();
    const registered = answer.data?.['registerBirth'] as Data | null | undefined;
    if (registered?.['because'] !== 'NOTICE_NOT_FOUND' || performance.now() > until) return answer;
    await setTimeout(patience.between);
  }
}

/** Once more where an agency was away, or had just been replaced by one with another schema (decision 0110): acts have keys. */
async function askAgain(ask: () => Promise<GraphqlAnswer>): Promise<GraphqlAnswer> {
  const answer = await ask();
  const isAway = answer.errors.some(({ extensions }) => extensions?.['code'] === 'SUBGRAPH_UNAVAILABLE');
  return isAway ? ask() : answer;
}

function signed(outgoing: OutgoingPaper) {
  const now = Temporal.Now.instant().toString({ smallestUnit: 'second' });
  const file = portalFile(outgoing, now);
  if (!file) throw new StoryError(`${outgoing.paper.kind} has no form of the portal.`);
  return file;
}

/** What the registrar enters, as the notice and the mother's identity have it. */
function entryOf({ citizen, bornOn, notice: { paper } }: Mother): Data {
  const { family, middle, given } = citizen.nameParts;
  const fullName = [family, middle, given].filter(Boolean).join(' ');
  const child = String(Math.floor(Math.random() * 1_000_000)).padStart(6, '0');
  return {
    key: randomUUID(),
    medicalNoticeCode: paper.code,
    registrationNumber: `${child}/2026`,
    bookNumber: '01/2026',
    pageNumber: '1',
    childName: paper.childIntendedName ?? `${family} Minh An`,
    childGender: paper.childGender,
    childBirthDate: bornOn,
    childBirthPlace: paper.birthPlace,
    childHometown: 'Xã Mẫu',
    childNationality: 'VNM',
    childEthnicityCode: '01',
    // No number that is issued begins so.
    childPersonalNumber: `999926${child}`,
    mother: {
      citizen: citizen.id,
      fullName,
      birthYear: citizen.birthYear,
      nationality: 'VNM',
      ethnicityCode: citizen.ethnicityCode,
      residence: 'Xã Mẫu',
    },
    requester: { fullName, relation: 'Mẹ' },
  };
}

function operation(name: string): string {
  return readFileSync(new URL(`../../gateway/clients/operations/${name}.graphql`, import.meta.url), 'utf8');
}

function personaAt(persona: PersonaName, organisation: string): Asker {
  return { persona, organisation };
}

/** What a root field gave. @throws StoryError with the codes of the answer, or its type, where it is something else */
function read({ data, errors }: GraphqlAnswer, field: string, type?: string): Data {
  const value = data?.[field] as Data | null | undefined;
  const codes = errors.map(({ extensions }) => String(extensions?.['reason'] ?? extensions?.['code']));
  if (!value) throw new StoryError(`\`${field}\` gave nothing: ${codes.join(', ') || 'not there'}.`);
  if (type !== undefined && value['__typename'] !== type) {
    throw new StoryError(
      `\`${field}\` gave ${JSON.stringify({ is: value['__typename'], because: value['because'] })}.`,
    );
  }
  return value;
}

function listOf(value: unknown): readonly Data[] {
  return Array.isArray(value) ? (value as readonly Data[]) : [];
}

function named(term: unknown): string {
  const { en, code } = (term ?? {}) as { readonly en?: string; readonly code?: string };
  return en ?? code ?? '–';
}

function words(kind: string): string {
  return kind.toLowerCase().replaceAll('_', ' ');
}

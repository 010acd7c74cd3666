import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { portalFile, type OutgoingPaper } from '../facility/hospital.ts';
import { createSender } from '../facility/send-file.ts';
import type { GraphqlAnswer } from '../scenario/running-hub.ts';
import { StoryError, type Mother } from './choose-mother.ts';
import { personaAt, read, type Data, type Stage } from './stage.ts';

const registry = '90105';

/** The hospital sends what it knows of the birth. */
export async function sendPapers({ url, mother, tell }: Stage): Promise<void> {
  const send = createSender(url);
  for (const { paper, number } of [mother.notice, mother.discharge]) {
    const outcome = await send(signed({ paper, number }));
    if (outcome !== 'filed') throw new StoryError(`${paper.kind} was answered: ${outcome}.`);
    tell(`${mother.hospital} sends ${words(paper.kind)}, signed as an XML file.`, ['Health has filed it.']);
  }
}

/** The registry registers the birth from the hospital's notice. */
export async function registerBirth({ ask, mother, tell }: Stage): Promise<void> {
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

function words(kind: string): string {
  return kind.toLowerCase().replaceAll('_', ' ');
}

import type { AgencyEvent } from '../../kit/events/agency-event.ts';
import { DeliveryFailed } from '../../kit/events/delivery-outcome.ts';
import { askWhole, type AskHub } from '../../kit/hub/ask-hub.ts';
import type { Collection, Stored } from '../../kit/store/port.ts';
import { DuplicateError } from '../../kit/store/store-errors.ts';
import type { CitizenRecord } from '../collections.ts';
import type { PopulationSources } from '../sources.ts';
import { newbornRecord, registeredParticulars } from './newborn.ts';
import {
  asking,
  birthQuestion,
  deathQuestion,
  type BirthAnswer,
  type DeathAnswer,
  type ToldBirth,
} from './questions.ts';
import { recordParents } from './registered-parents.ts';

/**
 * Learns of a birth or a death that was registered: the event points, the database asks the hub for what it needs, under
 * its own purpose and in the log (Law 26/2023 Art. 12, Law 60/2014 Art. 59). It asks what is so now, so events that come
 * twice or late change nothing more. A birth that was cancelled leaves the record to
 * an officer, without the parents that it gave.
 */
export async function learnEvent(
  { document: { kind, id } }: AgencyEvent,
  sources: PopulationSources,
  ask: AskHub,
): Promise<void> {
  if (kind === 'BIRTH_REGISTRATION') {
    const { birthRegistration } = await askWhole<BirthAnswer>(ask, {
      ...asking,
      query: birthQuestion,
      variables: { id },
    });
    const { child } = birthRegistration ?? {};
    if (child?.birth.registration) await learnBirth(child.id, child.birth.registration, sources);
    else if (child) await recordParents(child.id, undefined, sources.relationCollection);
  }
  if (kind === 'DEATH_REGISTRATION') {
    const { deathRegistration } = await askWhole<DeathAnswer>(ask, {
      ...asking,
      query: deathQuestion,
      variables: { id },
    });
    if (deathRegistration) await learnDeath(deathRegistration.deceased, sources);
  }
}

/**
 * A number is one person's: where somebody else bears what a registrar typed, no second bearer is made, and the event is a dead letter
 * until the entry is corrected.
 *
 * @throws DeliveryFailed `OTHER_PERSONAL_NUMBER`
 */
async function learnBirth(child: string, birth: ToldBirth, sources: PopulationSources): Promise<void> {
  const { citizenCollection, relationCollection } = sources;
  const known = await citizenCollection.get(child);
  if (known) await citizenCollection.replace({ ...known, ...registeredParticulars(birth), updatedAt: now() });
  else {
    const number = birth.childPersonalNumber;
    const [bearer] = await citizenCollection.find({ index: 'byIdentifier', equals: [number], limit: 1 });
    if (bearer) throw new DeliveryFailed('OTHER_PERSONAL_NUMBER', true);
    await insertIfNew(citizenCollection, newbornRecord(child, birth, await parentsOf(birth, sources)));
  }
  await recordParents(child, birth, relationCollection);
}

async function parentsOf({ mother, father }: ToldBirth, { citizenCollection }: PopulationSources) {
  const ids = [mother?.citizen?.id, father?.citizen?.id].filter((id) => id !== undefined);
  const found = await citizenCollection.getMany(ids);
  return ids.flatMap((id) => found.get(id) ?? []);
}

/**
 * A death locks the record; its registration cancelled, without another one, opens it again. The registrar names the person
 * twice, by opaque id and by number: where the two are not one person nobody is locked, and the event is a dead letter until
 * the entry is corrected or cancelled.
 *
 * @throws DeliveryFailed `OTHER_PERSONAL_NUMBER`
 */
async function learnDeath(
  { id, diedOn, death }: NonNullable<DeathAnswer['deathRegistration']>['deceased'],
  { citizenCollection }: PopulationSources,
): Promise<void> {
  const citizen = await citizenCollection.get(id);
  if (!citizen || citizen.diedOn === (diedOn ?? undefined)) return;
  if (diedOn !== null && !isNumberOf(citizen, death.registration?.deceasedPersonalNumber))
    throw new DeliveryFailed('OTHER_PERSONAL_NUMBER', true);
  const { diedOn: _before, ...person } = citizen;
  await citizenCollection.replace({ ...person, ...(diedOn !== null && { diedOn }), updatedAt: now() });
}

function isNumberOf({ identifiers }: CitizenRecord, number: string | undefined): boolean {
  return identifiers.some(({ kind, value }) => kind === 'PERSONAL_NUMBER' && value === number);
}

async function insertIfNew<T extends Stored>(collection: Collection<T>, document: T): Promise<void> {
  try {
    await collection.insert(document);
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
  }
}

function now(): string {
  return Temporal.Now.instant().toString();
}

import type { DocumentPointer } from '../../kit/events/agency-event.ts';
import { DeliveryFailed } from '../../kit/events/delivery-outcome.ts';
import { askWhole, type AskHub } from '../../kit/hub/ask-hub.ts';
import { orderedJson } from '../../kit/ordered-json.ts';
import { insertIfNew } from '../../kit/store/insert-once.ts';
import { othersNumbers, personalNumbersOf, withoutNumbers } from '../bearers.ts';
import type { CitizenRecord } from '../collections.ts';
import { holdNumber } from '../hold-number.ts';
import type { PopulationSources } from '../sources.ts';
import { isCleared, knownRecord, newbornRecord } from './newborn.ts';
import { asking, birthQuestion, type BirthAnswer, type ToldBirth } from './questions.ts';
import { endUnnamedParents, recordParents } from './registered-parents.ts';

/**
 * A birth makes the child a citizen with its registered parents, and its correction changes both. Whom the register names no
 * longer represents no longer, and whom it names represents, whatever is wrong with the number. A number that the register gave
 * and says no longer is taken off, so that it says the right one. A cancelled birth leaves the rest of the record to an officer,
 * but for a number that somebody else bears as well: with the entry its ground is gone.
 *
 * @returns whether something was written
 * @throws DeliveryFailed `OTHER_PERSONAL_NUMBER`, `NUMBER_BEING_GIVEN`, once nothing is left to write
 */
export async function learnBirth(
  { id, supersedes = id }: DocumentPointer,
  sources: PopulationSources,
  ask: AskHub,
): Promise<boolean> {
  const { birthRegistration: entry, superseded } = await askWhole<BirthAnswer>(ask, {
    ...asking,
    query: birthQuestion,
    variables: { id, supersedes },
  });
  if (!entry) return false;
  const { child } = entry;
  const birth = child.birth.registration;
  const before = [entry, ...(superseded ? [superseded] : [])];
  const hasEnded = await endUnnamedParents({ child: child.id, birth, before, entryId: id }, sources);
  const hasCleared = await clearNumbers(child.id, birth, id, sources);
  if (!birth) return hasEnded || hasCleared;
  const known = await sources.citizenCollection.get(child.id);
  const fault = await faultOfNumber(child.id, known, birth.childPersonalNumber, sources);
  // What has no record has no parents either: both are made once the number is right.
  if (fault && !known) throw fault;
  const hasWritten = !fault && (await recordChild(child.id, known, birth, id, sources));
  const hasRecorded = await recordParents(child.id, birth, sources);
  const hasChanged = hasEnded || hasCleared || hasWritten || hasRecorded;
  if (fault && !hasChanged) throw fault;
  return hasChanged;
}

async function recordChild(
  child: string,
  known: CitizenRecord | undefined,
  birth: ToldBirth,
  entryId: string,
  sources: PopulationSources,
): Promise<boolean> {
  if (known) return replaceIfOther(known, knownRecord(known, birth, entryId), sources);
  const record = newbornRecord(child, birth, entryId, await parentsOf(birth, sources));
  return insertIfNew(sources.citizenCollection, record);
}

/**
 * The register names the child twice, by opaque id and by number. Where the number is somebody else's, or the child is known
 * by another one, no particulars are learnt: a registrar or an officer must look into it. What an officer cleared the record of
 * was looked into.
 */
async function faultOfNumber(
  child: string,
  known: CitizenRecord | undefined,
  number: string,
  sources: PopulationSources,
): Promise<DeliveryFailed | undefined> {
  const numbers = known ? personalNumbersOf(known.identifiers) : [];
  if (numbers.includes(number) || (known && isCleared(known, number))) return undefined;
  const holder = numbers.length === 0 ? await holdNumber(sources, number, child) : undefined;
  if (numbers.length > 0 || holder?.isBorne) return new DeliveryFailed('OTHER_PERSONAL_NUMBER', true);
  return holder && new DeliveryFailed('NUMBER_BEING_GIVEN');
}

/** Takes off what the register gave and says no longer; of a cancelled birth also what somebody else bears. */
async function clearNumbers(
  child: string,
  birth: ToldBirth | null,
  entryId: string,
  sources: PopulationSources,
): Promise<boolean> {
  const known = await sources.citizenCollection.get(child);
  if (!known) return false;
  const others = birth ? [] : await othersNumbers(sources.citizenCollection, known);
  const registered = known.identifiers.filter(({ registeredBy }) => registeredBy !== undefined);
  const unsaid = personalNumbersOf(registered).filter((number) => number !== birth?.childPersonalNumber);
  return replaceIfOther(known, withoutNumbers(known, [...others, ...unsaid], entryId), sources);
}

async function replaceIfOther(
  known: CitizenRecord,
  wanted: CitizenRecord,
  { citizenCollection }: PopulationSources,
): Promise<boolean> {
  if (orderedJson(known) === orderedJson(wanted)) return false;
  await citizenCollection.replace({ ...wanted, updatedAt: Temporal.Now.instant().toString() });
  return true;
}

async function parentsOf({ mother, father }: ToldBirth, { citizenCollection }: PopulationSources) {
  const ids = [mother?.citizen?.id, father?.citizen?.id].filter((id) => id !== undefined);
  const found = await citizenCollection.getMany(ids);
  return ids.flatMap((id) => found.get(id) ?? []);
}

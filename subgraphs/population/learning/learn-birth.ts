import type { DocumentPointer } from '../../kit/events/agency-event.ts';
import { DeliveryFailed } from '../../kit/events/delivery-outcome.ts';
import { askWhole, type AskHub } from '../../kit/hub/ask-hub.ts';
import { orderedJson } from '../../kit/ordered-json.ts';
import { insertIfNew } from '../../kit/store/insert-once.ts';
import { othersNumbers, personalNumbersOf, withoutNumbers } from '../bearers.ts';
import type { CitizenRecord } from '../collections.ts';
import { holdNumber } from '../hold-number.ts';
import type { PopulationSources } from '../sources.ts';
import { knownRecord, newbornRecord } from './newborn.ts';
import { asking, birthQuestion, type BirthAnswer, type ToldBirth } from './questions.ts';
import { endUnnamedParents, recordParents } from './registered-parents.ts';

/**
 * A birth makes the child a citizen with its registered parents, and its correction changes both. Whom the register names no
 * longer represents no longer, whatever else is wrong with the entry. A cancelled birth leaves the record itself to an officer,
 * but for a number that somebody else bears as well: with the entry its ground is gone.
 *
 * @returns whether something was written
 * @throws DeliveryFailed `OTHER_PERSONAL_NUMBER`, `NUMBER_BEING_GIVEN`
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
  const known = await sources.citizenCollection.get(child.id);
  if (!birth) return (known && (await clearNumbers(known, sources))) || hasEnded;
  const hasWritten = await recordChild(child.id, known, birth, sources);
  const hasRecorded = await recordParents(child.id, birth, sources);
  return hasEnded || hasWritten || hasRecorded;
}

async function recordChild(
  child: string,
  known: CitizenRecord | undefined,
  birth: ToldBirth,
  sources: PopulationSources,
): Promise<boolean> {
  await checkNumber(child, known, birth.childPersonalNumber, sources);
  if (known) return replaceIfOther(known, knownRecord(known, birth), sources);
  return insertIfNew(sources.citizenCollection, newbornRecord(child, birth, await parentsOf(birth, sources)));
}

/**
 * The register names the child twice, by opaque id and by number. Where the number is somebody else's, or the child is known
 * by another one, nothing is learnt: a registrar or an officer must look into it. What an officer cleared the record of was
 * looked into.
 */
async function checkNumber(
  child: string,
  known: CitizenRecord | undefined,
  number: string,
  sources: PopulationSources,
): Promise<void> {
  const numbers = known ? personalNumbersOf([...known.identifiers, ...(known.mistaken ?? [])]) : [];
  if (numbers.includes(number)) return;
  const holder = await holdNumber(sources, number, child);
  if (numbers.length > 0 || holder?.isBorne) throw new DeliveryFailed('OTHER_PERSONAL_NUMBER', true);
  if (holder) throw new DeliveryFailed('NUMBER_BEING_GIVEN');
}

async function clearNumbers(known: CitizenRecord, sources: PopulationSources): Promise<boolean> {
  const others = await othersNumbers(sources.citizenCollection, known);
  return replaceIfOther(known, withoutNumbers(known, others), sources);
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

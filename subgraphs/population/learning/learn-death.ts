import type { DocumentPointer } from '../../kit/events/agency-event.ts';
import { DeliveryFailed } from '../../kit/events/delivery-outcome.ts';
import { askWhole, type AskHub } from '../../kit/hub/ask-hub.ts';
import { bears, otherBearer } from '../bearers.ts';
import type { PopulationSources } from '../sources.ts';
import { asking, deathQuestion, type DeathAnswer } from './questions.ts';

/**
 * A death locks the record; its registration cancelled, without another one, opens it again. The registrar names the person
 * twice, by opaque id and by number: where the two are not one person nobody is locked, and the event is a dead letter until
 * the entry is corrected or cancelled.
 *
 * @returns whether something was written
 * @throws DeliveryFailed `OTHER_PERSONAL_NUMBER`
 */
export async function learnDeath(
  { id }: DocumentPointer,
  { citizenCollection }: PopulationSources,
  ask: AskHub,
): Promise<boolean> {
  const { deathRegistration } = await askWhole<DeathAnswer>(ask, {
    ...asking,
    query: deathQuestion,
    variables: { id },
  });
  if (!deathRegistration) return false;
  const { deceased } = deathRegistration;
  const citizen = await citizenCollection.get(deceased.id);
  const diedOn = deceased.diedOn ?? undefined;
  if (!citizen || citizen.diedOn === diedOn) return false;
  if (diedOn !== undefined) {
    const number = deceased.death.registration?.deceasedPersonalNumber ?? '';
    const isOther = !bears(citizen, 'PERSONAL_NUMBER', number);
    if (isOther || (await otherBearer(citizenCollection, number, citizen.id)) !== undefined)
      throw new DeliveryFailed('OTHER_PERSONAL_NUMBER', true);
  }
  const { diedOn: _before, ...person } = citizen;
  const updatedAt = Temporal.Now.instant().toString();
  await citizenCollection.replace({ ...person, ...(diedOn !== undefined && { diedOn }), updatedAt });
  return true;
}

import type { AgencyEvent } from '../../kit/events/agency-event.ts';
import { DeliveryFailed } from '../../kit/events/delivery-outcome.ts';
import type { AskHub } from '../../kit/hub/ask-hub.ts';
import type { PopulationSources } from '../sources.ts';
import { learnBirth } from './learn-birth.ts';
import { learnDeath } from './learn-death.ts';

/** How often the register can change while it is asked about one event, before the event waits for its next attempt. */
const mostTurns = 5;

/**
 * Learns of a birth or a death that was registered, corrected or cancelled: the event points, the database asks the hub for
 * what it needs, under its own purpose and in the log (Law 26/2023 Art. 12, Law 60/2014 Art. 59). It asks what is so now, so
 * events that come twice, late or in another order change nothing more. What was asked before another process heard of a later
 * event may be written after it; so whoever wrote something asks again, until what the register says is what is written.
 *
 * @throws DeliveryFailed
 */
export async function learnEvent(
  { document }: AgencyEvent,
  sources: PopulationSources,
  ask: AskHub,
): Promise<void> {
  const learn = { BIRTH_REGISTRATION: learnBirth, DEATH_REGISTRATION: learnDeath }[document.kind];
  if (!learn) return;
  for (let turn = 0; turn < mostTurns; turn++) {
    const hasWritten = await learn(document, sources, ask);
    if (!hasWritten) return;
  }
  throw new DeliveryFailed('CHANGING_STILL');
}

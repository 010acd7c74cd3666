import { officerOf, requestOf, type ActingOfficer } from '../../kit/acts/request.ts';
import { agencyEvent } from '../../kit/events/agency-event.ts';
import type { MadeByRequest } from '../../kit/store/insert-once.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import type { CitizenRecord } from '../collections.ts';
import type { PopulationSources } from '../sources.ts';
import { refused, type Refused } from './refusal.ts';

/** What the acts of an officer work with. */
export type Context = CallScope & PopulationSources;

/** An act that may begin. */
export interface OpenAct {
  readonly officer: ActingOfficer;
  readonly request: MadeByRequest;
}

const longestReason = 1000;

/** Begins an act that changes the database (Law 26/2023 Art. 12). */
export function openAct(
  context: Context,
  act: string,
  input: { readonly key: string; readonly reason?: string },
): OpenAct | Refused {
  const officer = officerOf(context, ['PD.UPDATE']);
  if (!officer) return refused('NOT_FOR_THIS_PURPOSE');
  const request = requestOf(officer, act, input);
  if (!request) return refused('KEY_NOT_USABLE');
  const { reason } = input;
  const isReason = reason === undefined || (reason.trim().length >= 10 && reason.length <= longestReason);
  return isReason ? { officer, request } : refused('VALUE_NOT_ALLOWED', 'reason');
}

/** A citizen whose record the officer may change: somebody else, and nobody of the officer's family, who lives. */
export async function citizenInHand(
  context: Context,
  id: string,
  field: string,
  act: OpenAct,
): Promise<CitizenRecord | Refused> {
  const citizen = await context.citizenCollection.get(id);
  if (!citizen) return refused('CITIZEN_NOT_FOUND', field);
  if (await isOwnFile(context, id, act)) return refused('OWN_FILE');
  return citizen.diedOn === undefined ? citizen : refused('RECORD_LOCKED_BY_DEATH', field);
}

/**
 * Whether a record is the officer's own or of a relative, also one of former days: an age, a marriage or a guardian changes
 * whom the officer represents.
 */
export async function isOwnFile(
  { relationCollection }: Context,
  id: string,
  { officer }: OpenAct,
): Promise<boolean> {
  if (officer.citizen === id) return true;
  const between = await relationCollection.find({ index: 'byPair', equals: [id, officer.citizen], limit: 1 });
  return between.length > 0;
}

/** Announces what is about to be written of a record. */
export async function tell(
  { announce }: Context,
  act: 'citizen.corrected' | 'relation.recorded' | 'relation.ended',
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  const kind = act === 'citizen.corrected' ? 'CITIZEN' : 'FAMILY_RELATION';
  const document = { agency: 'population', kind, id, version };
  await announce(agencyEvent(`population.${act}`, document, Temporal.Now.instant()));
}

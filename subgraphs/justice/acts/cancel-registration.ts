import { byCancellation } from '../collections.ts';
import type { RegistrationRecord } from '../registration-in-force.ts';
import { isRefused, openAct, tell, type ActName, type Context } from './desk.ts';
import { isReason } from './entry-rules.ts';
import type { CancelInput } from './inputs.ts';
import { refused, type Refused } from './refusal.ts';
import { birthBook, deathBook, endEntry, registrationInHand, type Book } from './registration-in-hand.ts';

/** Cancels a birth registration that should not have been made. The entry stays and says why. */
export async function cancelBirth(
  _root: unknown,
  { input }: { readonly input: CancelInput },
  context: Context,
) {
  const made = await cancel(input, context, birthBook(context), 'birth.cancelled', 'CS.BIRTH.REGISTER');
  return isRefused(made) ? made : { __typename: 'BirthRegistered', ...made };
}

/** Cancels a death registration, and so opens the record of the person again. */
export async function cancelDeath(
  _root: unknown,
  { input }: { readonly input: CancelInput },
  context: Context,
) {
  const made = await cancel(input, context, deathBook(context), 'death.cancelled', 'CS.DEATH.REGISTER');
  return isRefused(made) ? made : { __typename: 'DeathRegistered', ...made };
}

async function cancel<T extends RegistrationRecord>(
  input: CancelInput,
  context: Context,
  book: Book<T>,
  name: ActName,
  purpose: string,
): Promise<{ readonly registration: T; readonly isRepeated: boolean } | Refused> {
  const act = openAct(context, name, [purpose], input);
  if (isRefused(act)) return act;
  const { key, digest } = act.request;
  const [before] = await book.collection.find({ index: byCancellation.name, equals: [key], limit: 1 });
  if (before)
    return before.cancelledBy?.digest === digest
      ? { registration: before, isRepeated: true }
      : refused('KEY_USED_OTHERWISE');
  if (!isReason(input.reason)) return refused('VALUE_NOT_ALLOWED', { field: 'reason' });
  const entry = await registrationInHand(book, input.registration, act, context);
  if (isRefused(entry)) return entry;
  await tell(context, name, entry);
  const cancelled = await endEntry(book, entry.id, {
    status: 'WITHDRAWN',
    statusReason: input.reason,
    updatedAt: Temporal.Now.instant().toString(),
    cancelledBy: act.request,
  });
  return cancelled ? { registration: cancelled, isRepeated: false } : refused('NOT_IN_FORCE');
}

import { madeId } from '../../kit/acts/request.ts';
import type { BirthRegistrationRecord } from '../collections.ts';
import { birthRegisteredLate } from '../lateness.ts';
import { registrationInForce } from '../registration-in-force.ts';
import { enter, isRefused, newEntry, openAct, repeated, type Context, type OpenAct } from './desk.ts';
import { faultOfBirth } from './entry-rules.ts';
import { childEntry, type RegisterBirthInput } from './inputs.ts';
import { linkNotice, noticeNamed } from './notice.ts';
import { refused } from './refusal.ts';
import { registeredChild } from './registered-child.ts';
import { birthBook, isCurrent, isOwnFile } from './registration-in-hand.ts';

/** More entries than there are of one child; a bound, not a page. */
const allEntries = 100;

/**
 * Registers a birth, from its medical notice where there is one (Law 60/2014 Art. 15-16). Of two registrars at the same
 * time one registers: an edition of a child's entry, and one of a notice's, is there once.
 */
export async function registerBirth(
  _root: unknown,
  { input }: { readonly input: RegisterBirthInput },
  context: Context,
) {
  const act = openAct(context, 'registerBirth', ['CS.BIRTH.REGISTER'], input);
  if (isRefused(act)) return act;
  const { collection } = context.births;
  const before = await repeated(collection, act);
  if (before) return isRefused(before) ? before : finish(context, before, true);

  const entry = await entryOf(input, act, context);
  if (isRefused(entry)) return entry;
  const made = await enter(context, 'birth.registered', collection, entry, act);
  switch (made.kind) {
    case 'TAKEN':
      return refused('ALREADY_REGISTERED', {
        existing: (await currentAmong(await entriesLike(entry, context), context))?.id,
      });
    case 'KEY_USED':
      return refused('KEY_USED_OTHERWISE');
    default:
      return finish(context, made.document, made.kind === 'REPEATED');
  }
}

async function finish(context: Context, registration: BirthRegistrationRecord, isRepeated: boolean) {
  const { id, childId, medicalNoticeId } = registration;
  // A request may be repeated after its entry was cancelled: the notice is that of another child by then.
  const current = registrationInForce(await birthBook(context).versionsOf(childId));
  if (current?.medicalNoticeId === medicalNoticeId)
    await linkNotice(context, medicalNoticeId, { id, subjectId: childId });
  return { __typename: 'BirthRegistered' as const, registration, isRepeated };
}

async function entryOf(input: RegisterBirthInput, act: OpenAct, context: Context) {
  const { key: _key, medicalNoticeCode, ...content } = input;
  const notice =
    medicalNoticeCode == null ? undefined : await noticeNamed(context, 'BIRTH', medicalNoticeCode);
  if (medicalNoticeCode != null && !notice) return refused('NOTICE_NOT_FOUND');
  const entered = childEntry(content);
  const { childPersonalNumber } = entered;
  const earlier = await entriesLike({ childPersonalNumber, medicalNoticeId: notice?.noticeId }, context);
  const existing = await currentAmong(earlier, context);
  if (existing) return refused('ALREADY_REGISTERED', { existing: existing.id });
  const child = await registeredChild(entered, earlier, notice?.subjectId, context);
  if ('existing' in child) return refused('ALREADY_REGISTERED', child);
  const entry: BirthRegistrationRecord = {
    ...newEntry('birth-registration', act, context),
    kind: 'BIRTH_REGISTRATION',
    registrationKind: 'ORIGINAL',
    registeredOn: context.today.toString(),
    ...(notice && { medicalNoticeCode: notice.noticeCode, medicalNoticeId: notice.noticeId }),
    childId: child.known ?? madeId('citizen', act.request),
    ...entered,
    // After a cancelled entry the count goes on, so that each edition is there once.
    edition: 1 + Math.max(0, ...earlier.map((one) => one.edition)),
    updatedAt: Temporal.Now.instant().toString(),
  };
  for (const one of [entry, ...earlier])
    if (await isOwnFile(birthBook(context), one, act)) return refused('OWN_FILE');
  const fault = faultOfBirth(entry, { today: context.today, now: Temporal.Now.instant() });
  if (fault) return refused(fault.because, { field: fault.field });
  return birthRegisteredLate(entry) === true ? { ...entry, registrationKind: 'LATE' as const } : entry;
}

/** The entry that the register says now; one that was corrected may have been of the number alone. */
async function currentAmong(entries: readonly BirthRegistrationRecord[], context: Context) {
  const book = birthBook(context);
  for (const entry of entries) if (await isCurrent(book, entry)) return entry;
  return undefined;
}

/** Every entry of the same child or from the same notice. */
async function entriesLike(
  {
    childPersonalNumber,
    medicalNoticeId,
  }: { readonly childPersonalNumber: string; readonly medicalNoticeId?: string | undefined },
  { births: { collection } }: Context,
): Promise<readonly BirthRegistrationRecord[]> {
  const [ofChild, ofNotice] = await Promise.all([
    collection.find({ index: 'byChildNumber', equals: [childPersonalNumber], limit: allEntries }),
    medicalNoticeId === undefined
      ? []
      : collection.find({ index: 'byNotice', equals: [medicalNoticeId], limit: allEntries }),
  ]);
  return [...ofChild, ...ofNotice];
}

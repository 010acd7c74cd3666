import type { DeathRegistrationRecord } from '../collections.ts';
import { registrationInForce } from '../registration-in-force.ts';
import { enter, isRefused, newEntry, openAct, repeated, type Context, type OpenAct } from './desk.ts';
import { faultOfDeath } from './entry-rules.ts';
import { deceasedEntry, type RegisterDeathInput } from './inputs.ts';
import { linkNotice, noticeNamed } from './notice.ts';
import { refused } from './refusal.ts';
import { deathBook, isOwnFile } from './registration-in-hand.ts';

/** First day on which the paper has another name (Law 03/2026/QH16). */
const renamedOn = '2027-03-01';

/** Registers a death (Law 60/2014 Art. 33-34). From then on the record of the person is locked. */
export async function registerDeath(
  _root: unknown,
  { input }: { readonly input: RegisterDeathInput },
  context: Context,
) {
  const act = openAct(context, 'registerDeath', ['CS.DEATH.REGISTER'], input);
  if (isRefused(act)) return act;
  const { collection } = context.deaths;
  const before = await repeated(collection, act);
  if (before) return isRefused(before) ? before : finish(context, before, true);

  const entry = await entryOf(input, act, context);
  if (isRefused(entry)) return entry;
  const made = await enter(context, 'death.registered', collection, entry, act);
  switch (made.kind) {
    case 'TAKEN':
      return refused('ALREADY_REGISTERED', {
        existing: registrationInForce(await deathBook(context).versionsOf(entry.deceasedId))?.id,
      });
    case 'KEY_USED':
      return refused('KEY_USED_OTHERWISE');
    default:
      return finish(context, made.document, made.kind === 'REPEATED');
  }
}

async function finish(context: Context, registration: DeathRegistrationRecord, isRepeated: boolean) {
  const { id, deceasedId, medicalNoticeId } = registration;
  await linkNotice(context, medicalNoticeId, { id, subjectId: deceasedId });
  return { __typename: 'DeathRegistered' as const, registration, isRepeated };
}

async function entryOf(input: RegisterDeathInput, act: OpenAct, context: Context) {
  const { key: _key, medicalNoticeCode, deceased, ...entered } = input;
  const notice =
    medicalNoticeCode == null ? undefined : await noticeNamed(context, 'DEATH', medicalNoticeCode);
  const isOther = notice?.subjectId !== undefined && notice.subjectId !== deceased;
  if (medicalNoticeCode != null && (!notice || isOther)) return refused('NOTICE_NOT_FOUND');
  const earlier = await deathBook(context).versionsOf(deceased);
  const existing = registrationInForce(earlier);
  if (existing) return refused('ALREADY_REGISTERED', { existing: existing.id });
  const today = context.today.toString();
  const entry = {
    ...newEntry('death-registration', act, context),
    kind: 'DEATH_REGISTRATION' as const,
    edition: 1 + Math.max(0, ...earlier.map((one) => one.edition)),
    documentName: today < renamedOn ? 'Trích lục khai tử' : 'Giấy chứng tử',
    registeredOn: today,
    ...(notice && { medicalNoticeCode: notice.noticeCode, medicalNoticeId: notice.noticeId }),
    deceasedId: deceased,
    ...deceasedEntry(entered),
    updatedAt: Temporal.Now.instant().toString(),
  };
  if (await isOwnFile(deathBook(context), entry, act)) return refused('OWN_FILE');
  const fault = faultOfDeath(entry, { today: context.today, now: Temporal.Now.instant() });
  return fault ? refused(fault.because, { field: fault.field }) : entry;
}

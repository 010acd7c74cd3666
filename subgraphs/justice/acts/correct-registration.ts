import type { BirthRegistrationRecord, DeathRegistrationRecord } from '../collections.ts';
import type { RegistrationRecord } from '../registration-in-force.ts';
import { enter, isRefused, newEntry, openAct, repeated, tell, type ActName, type Context } from './desk.ts';
import { faultOfBirth, faultOfDeath, isReason, type EntryFault, type Moment } from './entry-rules.ts';
import { registeredParent, type ChildInput, type CorrectionInput, type DeceasedInput } from './inputs.ts';
import { refused, type Refused } from './refusal.ts';
import {
  birthBook,
  deathBook,
  endEntry,
  isOwnFile,
  registrationInHand,
  type Book,
} from './registration-in-hand.ts';

/** How one of the two registers is corrected. */
interface Correcting<T extends RegistrationRecord, Change> {
  readonly act: ActName;
  readonly idOf: string;
  readonly purpose: string;
  readonly book: Book<T>;
  readonly changed: (entry: T, change: CorrectionInput<Change>['change']) => T;
  readonly faultOf: (entry: T, moment: Moment) => EntryFault | undefined;
}

/** Corrects a birth registration: a new edition, beside the one that it corrects (Law 60/2014 Art. 26-28). */
export async function correctBirth(
  _root: unknown,
  { input }: { readonly input: CorrectionInput<ChildInput> },
  context: Context,
) {
  const made = await correct(input, context, {
    act: 'birth.corrected',
    idOf: 'birth-registration',
    purpose: 'CS.BIRTH.REGISTER',
    book: birthBook(context),
    changed: changedBirth,
    faultOf: faultOfBirth,
  });
  return isRefused(made) ? made : { __typename: 'BirthRegistered', ...made };
}

/** Corrects a death registration. */
export async function correctDeath(
  _root: unknown,
  { input }: { readonly input: CorrectionInput<DeceasedInput> },
  context: Context,
) {
  const made = await correct(input, context, {
    act: 'death.corrected',
    idOf: 'death-registration',
    purpose: 'CS.DEATH.REGISTER',
    book: deathBook(context),
    changed: changedDeath,
    faultOf: faultOfDeath,
  });
  return isRefused(made) ? made : { __typename: 'DeathRegistered', ...made };
}

async function correct<T extends RegistrationRecord, Change>(
  input: CorrectionInput<Change>,
  context: Context,
  { act: name, idOf, purpose, book, changed, faultOf }: Correcting<T, Change>,
): Promise<{ readonly registration: T; readonly isRepeated: boolean } | Refused> {
  const act = openAct(context, name, [purpose], input);
  if (isRefused(act)) return act;
  const before = await repeated(book.collection, act);
  if (before) return isRefused(before) ? before : finish(context, book, before, true);

  if (!isReason(input.reason)) return refused('VALUE_NOT_ALLOWED', { field: 'reason' });
  const entry = await registrationInHand(book, input.registration, act, context);
  if (isRefused(entry)) return entry;
  const content = changed(entry, input.change);
  if (JSON.stringify(content) === JSON.stringify(entry)) return refused('NOTHING_TO_CORRECT');
  // What is corrected into an officer's own file is theirs as well: nobody makes themself a child's parent.
  if (await isOwnFile(book, content, act)) return refused('OWN_FILE');
  const correction = {
    ...content,
    ...newEntry(idOf, act, context),
    issuer: entry.issuer,
    edition: entry.edition + 1,
    supersedes: entry.id,
    statusReason: input.reason,
    updatedAt: Temporal.Now.instant().toString(),
  };
  const fault = faultOf(correction, { today: context.today, now: Temporal.Now.instant() });
  if (fault) return refused(fault.because, { field: fault.field });
  const made = await enter(context, name, book.collection, correction, act);
  // Two who correct at once make the same edition: the second must see what the first made of it.
  if (made.kind === 'TAKEN') return refused('NOT_IN_FORCE');
  if (made.kind === 'KEY_USED') return refused('KEY_USED_OTHERWISE');
  return finish(context, book, made.document, made.kind === 'REPEATED');
}

/**
 * The correction is there; that the entry before it is superseded may still be to write, here or by a repetition. Where that
 * one was cancelled in the same moment the correction is cancelled as well: it would make it say again what it says no longer.
 */
async function finish<T extends RegistrationRecord>(
  context: Context,
  book: Book<T>,
  registration: T,
  isRepeated: boolean,
) {
  const { supersedes, updatedAt } = registration;
  if (supersedes === undefined) return { registration, isRepeated };
  await endEntry(book, supersedes, { status: 'SUPERSEDED', updatedAt });
  const before = await book.collection.get(supersedes);
  if (before?.status !== 'WITHDRAWN') return { registration, isRepeated };
  const name = registration.kind === 'BIRTH_REGISTRATION' ? 'birth.cancelled' : 'death.cancelled';
  await tell(context, name, registration);
  const { status, statusReason } = before;
  await endEntry(book, registration.id, { status, updatedAt, ...(statusReason && { statusReason }) });
  return refused('NOT_IN_FORCE');
}

function changedBirth(
  entry: BirthRegistrationRecord,
  { mother, father, childBirthDate, ...change }: CorrectionInput<ChildInput>['change'],
): BirthRegistrationRecord {
  const parents = {
    ...(mother != null && { mother: registeredParent(mother) }),
    ...(father != null && { father: registeredParent(father) }),
  };
  const corrected = {
    ...entry,
    ...stated(change),
    ...parents,
    ...(childBirthDate != null && { childBirthDate: childBirthDate.toString() }),
  };
  const ids = [corrected.mother, corrected.father].flatMap((parent) => parent?.citizenId ?? []);
  return { ...corrected, parentIds: ids };
}

function changedDeath(
  entry: DeathRegistrationRecord,
  { deceasedBirthDate, diedAt, ...change }: CorrectionInput<DeceasedInput>['change'],
): DeathRegistrationRecord {
  return {
    ...entry,
    ...stated(change),
    ...(deceasedBirthDate != null && { deceasedBirthDate: deceasedBirthDate.toString() }),
    ...(diedAt != null && { diedAt: diedAt.toString() }),
  };
}

/** What was given; what is null or missing stays as it is. */
function stated<T extends object>(change: T): { readonly [Name in keyof T]: NonNullable<T[Name]> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value != null)) as {
    readonly [Name in keyof T]: NonNullable<T[Name]>;
  };
}

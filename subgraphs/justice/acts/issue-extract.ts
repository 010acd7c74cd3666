import type { ExtractRecord } from '../collections.ts';
import type { RegistrationRecord } from '../registration-in-force.ts';
import { enter, isRefused, newEntry, openAct, repeated, type Context } from './desk.ts';
import type { ExtractInput } from './inputs.ts';
import { refused, type Refused } from './refusal.ts';
import { birthBook, deathBook, isCurrent, isOwnFile, type Book } from './registration-in-hand.ts';

/** Issues an extract of a birth registration, at any commune (Law 60/2014 Art. 63). */
export async function issueBirthExtract(
  _root: unknown,
  { input }: { readonly input: ExtractInput },
  context: Context,
) {
  const made = await issue(input, context, birthBook(context), 'BIRTH_EXTRACT', 'CS.BIRTH.REGISTER');
  return isRefused(made) ? made : { __typename: 'BirthExtractIssued', ...made };
}

/** Issues an extract of a death registration. */
export async function issueDeathExtract(
  _root: unknown,
  { input }: { readonly input: ExtractInput },
  context: Context,
) {
  const made = await issue(input, context, deathBook(context), 'DEATH_EXTRACT', 'CS.DEATH.REGISTER');
  return isRefused(made) ? made : { __typename: 'DeathExtractIssued', ...made };
}

async function issue<T extends RegistrationRecord>(
  input: ExtractInput,
  context: Context,
  book: Book<T>,
  kind: ExtractRecord['kind'],
  purpose: string,
): Promise<{ readonly extract: ExtractRecord; readonly isRepeated: boolean } | Refused> {
  const act = openAct(context, `issue ${kind}`, ['CS.EXTRACT', purpose], input);
  if (isRefused(act)) return act;
  const before = await repeated(context.extractCollection, act);
  if (before) return isRefused(before) ? before : { extract: before, isRepeated: true };

  const entry = await book.collection.get(input.registration);
  if (!entry) return refused('REGISTRATION_NOT_FOUND');
  if (await isOwnFile(book, entry, act)) return refused('OWN_FILE');
  if (!(await isCurrent(book, entry))) return refused('NOT_IN_FORCE');
  const extract = {
    ...newEntry(kind, act, context),
    edition: 1,
    kind,
    extractNumber: `${entry.registrationNumber}-${context.today.year % 100}`,
    registrationId: entry.id,
    subjectId: book.subjectOf(entry),
  };
  const made = await enter(context, 'extract.issued', context.extractCollection, extract, act);
  if (made.kind === 'STORED' || made.kind === 'REPEATED')
    return { extract: made.document, isRepeated: made.kind === 'REPEATED' };
  return refused('KEY_USED_OTHERWISE');
}

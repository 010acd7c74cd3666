import { aboutRefused } from '../../kit/acts/about-refused.ts';
import { cancelBirth, cancelDeath } from '../acts/cancel-registration.ts';
import { correctBirth, correctDeath } from '../acts/correct-registration.ts';
import { isRefused, type Context } from '../acts/desk.ts';
import { issueBirthExtract, issueDeathExtract } from '../acts/issue-extract.ts';
import type { RegisterDeathInput } from '../acts/inputs.ts';
import type { Refused } from '../acts/refusal.ts';
import { registerBirth } from '../acts/register-birth.ts';
import { registerDeath } from '../acts/register-death.ts';
import { birthBook, deathBook, type Book } from '../acts/registration-in-hand.ts';
import type { RegistrationRecord } from '../registration-in-force.ts';

const [ofBirth, ofDeath] = [ofEntry(birthBook), ofEntry(deathBook)];

/** The acts of a registrar. What can be expected to be refused is an answer, not an error. */
export const mutationResolvers = {
  registerBirth: aboutRefused(registerBirth, isRefused, ofExisting),
  correctBirth: aboutRefused(correctBirth, isRefused, ofBirth),
  cancelBirth: aboutRefused(cancelBirth, isRefused, ofBirth),
  issueBirthExtract: aboutRefused(issueBirthExtract, isRefused, ofBirth),
  registerDeath: aboutRefused(registerDeath, isRefused, ofDeceased),
  correctDeath: aboutRefused(correctDeath, isRefused, ofDeath),
  cancelDeath: aboutRefused(cancelDeath, isRefused, ofDeath),
  issueDeathExtract: aboutRefused(issueDeathExtract, isRefused, ofDeath),
};

/** A refusal about an entry is about whose entry it is. */
function ofEntry<T extends RegistrationRecord>(bookIn: (context: Context) => Book<T>) {
  return async (_refused: Refused, { registration }: { readonly registration: string }, context: Context) => {
    const book = bookIn(context);
    const entry = await book.collection.get(registration);
    return entry && book.subjectOf(entry);
  };
}

/** A child is known by the entry that is there already. */
async function ofExisting({ existing }: Refused, _input: object, context: Context) {
  const { collection, subjectOf } = birthBook(context);
  const entry = existing === undefined ? undefined : await collection.get(existing);
  return entry && subjectOf(entry);
}

function ofDeceased(_refused: Refused, { deceased }: RegisterDeathInput): string {
  return deceased;
}

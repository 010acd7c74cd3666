import { dayInVietnam } from '../../../schema/calendar/day-in-vietnam.ts';
import { pseudonymShape } from '../../kit/pseudonym.ts';
import type { BirthRegistrationRecord, DeathRegistrationRecord } from '../collections.ts';
import type { RegistrationRefusal } from './refusal.ts';

/** What is wrong with an entry, and in which field. */
export interface EntryFault {
  readonly because: RegistrationRefusal;
  readonly field: string;
}

type Content<Entry> = Omit<Entry, 'id' | 'version' | 'kind' | 'edition' | 'issuer' | 'signature' | 'request'>;

/** When an entry is made. */
export interface Moment {
  readonly today: Temporal.PlainDate;
  readonly now: Temporal.Instant;
}

const personalNumber = /^\d{12}$/;
const longestText = 255;

/** The first thing that is wrong with what is to be entered of a birth (Law 60/2014 Art. 14). */
export function faultOfBirth(
  entry: Content<BirthRegistrationRecord>,
  { today }: Moment,
): EntryFault | undefined {
  const { childName, childBirthPlace, childHometown, childPersonalNumber, childBirthDate } = entry;
  const text = faultOfTexts({ childName, childBirthPlace, childHometown });
  if (text) return text;
  if (!personalNumber.test(childPersonalNumber)) return notAllowed('childPersonalNumber');
  if (!entry.mother && !entry.father) return notAllowed('mother');
  const born = Temporal.PlainDate.from(childBirthDate);
  if (Temporal.PlainDate.compare(born, today) > 0) return outOfOrder('childBirthDate');
  for (const field of ['mother', 'father'] as const) {
    const parent = entry[field];
    if (!parent) continue;
    if (parent.personalNumber !== undefined && !personalNumber.test(parent.personalNumber))
      return notAllowed(`${field}.personalNumber`);
    if (parent.citizenId !== undefined && !pseudonymShape.test(parent.citizenId))
      return notAllowed(`${field}.citizen`);
    if (parent.birthYear >= born.year) return outOfOrder(`${field}.birthYear`);
  }
  return undefined;
}

/** The first thing that is wrong with what is to be entered of a death. */
export function faultOfDeath(
  entry: Content<DeathRegistrationRecord>,
  { now }: Moment,
): EntryFault | undefined {
  const { deceasedName, deathPlace, deceasedPersonalNumber, deceasedBirthDate, diedAt } = entry;
  const text = faultOfTexts({ deceasedName, deathPlace });
  if (text) return text;
  if (!pseudonymShape.test(entry.deceasedId)) return notAllowed('deceased');
  if (!personalNumber.test(deceasedPersonalNumber)) return notAllowed('deceasedPersonalNumber');
  if (Temporal.Instant.compare(Temporal.Instant.from(diedAt), now) > 0) return outOfOrder('diedAt');
  const isBornLater =
    deceasedBirthDate !== undefined &&
    Temporal.PlainDate.compare(deceasedBirthDate, dayInVietnam(diedAt)) > 0;
  return isBornLater ? outOfOrder('deceasedBirthDate') : undefined;
}

/** Whether a reason says something. */
export function isReason(text: string): boolean {
  return text.trim().length >= 10 && text.length <= 1000;
}

function faultOfTexts(texts: Readonly<Record<string, string>>): EntryFault | undefined {
  const [field] =
    Object.entries(texts).find(([, text]) => text.trim() === '' || text.length > longestText) ?? [];
  return field === undefined ? undefined : notAllowed(field);
}

function notAllowed(field: string): EntryFault {
  return { because: 'VALUE_NOT_ALLOWED', field };
}

function outOfOrder(field: string): EntryFault {
  return { because: 'DATES_OUT_OF_ORDER', field };
}

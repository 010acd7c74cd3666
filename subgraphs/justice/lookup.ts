import type { RangeLoader } from '../kit/loader.ts';
import type { AnnouncedEventRecord } from './collections.ts';
import { registrationInForce, type RegistrationRecord } from './registration-in-force.ts';
import type { Register } from './sources.ts';

/** What a register answers to a search: an entry, that one is still to come, or that it knows of nothing. */
export type Lookup<T> = About &
  (
    | { readonly outcome: 'MATCH'; readonly registration: T }
    | { readonly outcome: 'NOT_YET_REGISTERED' | 'NOT_FOUND'; readonly registration: null }
  );

/** Whom an answer is about, as far as the register knows: whoever may not know of them gets none. */
export interface About {
  /** Opaque id of the child or the deceased. */
  readonly subjectId?: string | undefined;
  /** Opaque id of the medical notice that was asked about. */
  readonly noticeId?: string | undefined;
}

/** A medical notice, by its national code or by its opaque id. */
export interface NoticeKey {
  readonly index: 'byNoticeCode' | 'byNoticeId';
  readonly value: string;
}

type Announcements = RangeLoader<AnnouncedEventRecord>;

/** More versions of an entry, and more notices of an event, than one person has; a bound, not a page. */
const allVersions = 100;

/** What a register says of a person. */
export async function lookUpPerson<T extends RegistrationRecord>(
  register: Register<T>,
  announcements: Announcements,
  personId: string,
): Promise<Lookup<T>> {
  const registration = await currentEntry(register, personId);
  if (registration) return { outcome: 'MATCH', registration, subjectId: personId };
  const events = await announcements.load({
    index: 'bySubject',
    equals: [personId, register.event],
    limit: allVersions,
  });
  return { ...withoutEntry(events), subjectId: personId };
}

/** What a register made of a medical notice. */
export async function lookUpNotice<T extends RegistrationRecord>(
  register: Register<T>,
  announcements: Announcements,
  notice: NoticeKey,
): Promise<Lookup<T>> {
  const events = (await announcementsOf(announcements, notice)).filter(({ kind }) => kind === register.event);
  for (const { registrationId, noticeId } of events) {
    const entry = registrationId && (await register.entries.load(registrationId));
    if (!entry) continue;
    const subjectId = register.subjectOf(entry);
    const registration = await currentEntry(register, subjectId);
    if (registration) return { outcome: 'MATCH', registration, subjectId, noticeId };
  }
  // An entry need not name the notice: the child or the deceased is registered all the same.
  for (const { subjectId, noticeId } of events) {
    const registration = subjectId && (await currentEntry(register, subjectId));
    if (registration) return { outcome: 'MATCH', registration, subjectId, noticeId };
  }
  return { ...withoutEntry(events), subjectId: events[0]?.subjectId, noticeId: events[0]?.noticeId };
}

/** What the register was told of a notice, by whichever edition it is asked about: the answer is about that one. */
async function announcementsOf(
  announcements: Announcements,
  { index, value }: NoticeKey,
): Promise<readonly AnnouncedEventRecord[]> {
  const told = await announcements.load({ index, equals: [value], limit: allVersions });
  if (index === 'byNoticeCode' || told.length > 0) return told;
  const again = await announcements.load({ index: 'byReissue', equals: [value], limit: allVersions });
  return again.map((event) => ({ ...event, noticeId: value }));
}

async function currentEntry<T extends RegistrationRecord>(register: Register<T>, personId: string) {
  return registrationInForce(await versionsAbout(register, personId));
}

/** All that a register ever said of a person, newest first. */
export function versionsAbout<T extends RegistrationRecord>(
  register: Register<T>,
  personId: string,
): Promise<readonly T[]> {
  return register.lists.load({
    index: register.subjectIndex,
    equals: [personId],
    order: 'desc',
    limit: allVersions,
  });
}

/** A notice whose registration was withdrawn, or which was itself, is no promise of one. */
function withoutEntry(events: readonly AnnouncedEventRecord[]) {
  const isPending = events.some(
    ({ registrationId, isWithdrawn }) => registrationId === undefined && !isWithdrawn,
  );
  return { outcome: isPending ? 'NOT_YET_REGISTERED' : 'NOT_FOUND', registration: null } as const;
}

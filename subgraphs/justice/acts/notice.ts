import { ConflictError } from '../../kit/store/store-errors.ts';
import type { AnnouncedEventRecord } from '../collections.ts';
import type { Context } from './desk.ts';

/** The medical notice that a registrar names, as the register was told of it; undefined for one that it knows not of, or that was withdrawn. */
export async function noticeNamed(
  { announcedCollection }: Context,
  kind: AnnouncedEventRecord['kind'],
  code: string,
): Promise<AnnouncedEventRecord | undefined> {
  const [notice] = await announcedCollection.find({ index: 'byNoticeCode', equals: [code], limit: 1 });
  return notice?.kind === kind && !notice.isWithdrawn ? notice : undefined;
}

/** Writes at the notice which registration it led to. Done again by each repetition, should the process have died here. */
export async function linkNotice(
  { announcedCollection }: Context,
  noticeId: string | undefined,
  { id: registrationId, subjectId }: { readonly id: string; readonly subjectId: string },
): Promise<void> {
  if (noticeId === undefined) return;
  for (;;) {
    const [notice] = await announcedCollection.find({ index: 'byNoticeId', equals: [noticeId], limit: 1 });
    if (!notice || notice.registrationId === registrationId) return;
    try {
      await announcedCollection.replace({ ...notice, registrationId, subjectId });
      return;
    } catch (error) {
      // It was issued again, or linked, in the same moment.
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}

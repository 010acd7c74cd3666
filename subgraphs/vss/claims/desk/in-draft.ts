import { randomBytes } from 'node:crypto';
import { dayInVietnam } from '../../../../schema/calendar/day-in-vietnam.ts';
import { instantText } from '../../../../schema/calendar/instant-text.ts';
import { draftPrefix, type ClaimDraftRecord } from '../claim-draft.ts';
import type { ClaimantsCase } from '../evidence/gather-in-case.ts';
import type { DeskOptions } from './claim-desk.ts';

/** How long such a case is open; seconds. */
const openFor = 60;

/**
 * Looks in a case of its own, which names the claimant alone at first and ends with the look: what is named in it is open to
 * social insurance's machine for that long, and to no officer.
 *
 * @param office that decides, or would
 */
export async function inDraft<T>(
  claimantId: string,
  office: string,
  { collections: { drafts }, now }: Pick<DeskOptions, 'collections' | 'now'>,
  look: (open: ClaimantsCase) => Promise<T>,
): Promise<T> {
  const id = `${draftPrefix}${randomBytes(16).toString('base64url')}`;
  const openUntil = instantText(now().add({ seconds: openFor }));
  let draft: ClaimDraftRecord = {
    id,
    version: 1,
    office,
    subjects: [claimantId],
    documents: [],
    openUntil,
  };
  await drafts.insert(draft);
  const change = async (to: Partial<Pick<ClaimDraftRecord, 'subjects' | 'documents' | 'openUntil'>>) => {
    draft = await drafts.replace({ ...draft, ...to });
  };
  try {
    return await look({
      caseName: id,
      office,
      today: dayInVietnam(now()).toString(),
      nameInCase: (found) => change({ documents: [...draft.documents, ...found] }),
      nameChild: (childId) => change({ subjects: [claimantId, childId] }),
    });
  } finally {
    await change({ openUntil: instantText(now()) });
  }
}

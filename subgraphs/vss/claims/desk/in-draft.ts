import { randomBytes } from 'node:crypto';
import { dayInVietnam } from '../../../../schema/calendar/day-in-vietnam.ts';
import { instantText } from '../../../../schema/calendar/instant-text.ts';
import { draftPrefix, type ClaimDraftRecord } from '../claim-draft.ts';
import type { ClaimantsCase } from '../evidence/gather-in-case.ts';
import { statementFor } from '../record/numbers-stated.ts';
import type { ChildOnPaper } from '../record/officer-fact.ts';
import type { DeskOptions } from './claim-desk.ts';

/** How long such a case is open; seconds. */
const openFor = 60;

/** Whom such a case is about. */
interface DraftAbout {
  readonly claimantId: string;
  /** The office that decides, or would. */
  readonly office: string;
  readonly childId?: string | undefined;
  /** The child as an officer read it in a paper of the file, where one did. */
  readonly onPaper?: ChildOnPaper | undefined;
}

/**
 * Looks in a case of its own, which names the claimant alone at first and ends with the look: what is named in it is open to
 * social insurance's machine for that long, and to no officer.
 */
export async function inDraft<T>(
  { claimantId, office, childId, onPaper }: DraftAbout,
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
    ...statementFor(childId, onPaper),
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
      onPaper,
      today: dayInVietnam(now()).toString(),
      nameInCase: (found) => change({ documents: [...draft.documents, ...found] }),
      nameChild: (childId) => change({ subjects: [claimantId, childId] }),
    });
  } finally {
    await change({ openUntil: instantText(now()) });
  }
}

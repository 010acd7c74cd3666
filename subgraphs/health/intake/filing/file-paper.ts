import { agencyEvent, type Announce } from '../../../kit/events/agency-event.ts';
import type { Collection } from '../../../kit/store/port.ts';
import { ConflictError, DuplicateError } from '../../../kit/store/store-errors.ts';
import type { MedicalDocumentRecord } from '../../collections.ts';
import type { PaperDraft } from '../reading/read-paper.ts';
import { paperIdOf, paperRecord, type FilingPlan } from './paper-record.ts';
import { placePaper, type PaperPlace } from './place-paper.ts';

/** What papers are filed with. */
export interface FilingTools {
  readonly papers: Collection<MedicalDocumentRecord>;
  readonly announce: Announce;
}

/** Where a paper ended up. */
export type Filed =
  | { readonly outcome: 'FILED' | 'KNOWN'; readonly paper: MedicalDocumentRecord }
  | { readonly outcome: 'TAKEN' };

/** How often filing is tried while others file under the same number. */
const attempts = 5;

/**
 * Files one paper. Each step leaves what is whole, and all of it can be done again: insert under an id that is always the
 * same, supersede the edition before, announce under an id that is always the same.
 */
export async function filePaper(
  draft: PaperDraft,
  plan: Omit<FilingPlan, 'edition' | 'supersedes'>,
  tools: FilingTools,
): Promise<Filed> {
  for (let attempt = 1; ; attempt++) {
    const place = await findPlace(draft, plan, tools);
    if (place.is === 'TAKEN') return { outcome: 'TAKEN' };
    if (place.is === 'KNOWN') return { outcome: 'KNOWN', paper: place.paper };
    try {
      const paper = place.is === 'NEW' ? await insertPaper(draft, plan, place, tools) : place.paper;
      await supersede(paper.supersedes, plan.filedAt, tools);
      await tools.announce(arrival(paper));
      return { outcome: 'FILED', paper };
    } catch (error) {
      // Somebody filed under the same number at the same moment: look again.
      const isRace = error instanceof DuplicateError || error instanceof ConflictError;
      if (!isRace || attempt === attempts) throw error;
    }
  }
}

async function findPlace(
  draft: PaperDraft,
  { file, place }: Pick<FilingPlan, 'file' | 'place'>,
  { papers }: FilingTools,
): Promise<PaperPlace> {
  const id = paperIdOf(file.digest, place);
  const [own, [latest]] = await Promise.all([
    papers.get(id),
    papers.find({
      index: 'byCode',
      equals: [file.facilityCode, draft.kind, draft.code],
      order: 'desc',
      limit: 1,
    }),
  ]);
  const isReissue = draft.isReissue || file.isCorrection;
  return placePaper({ id, contentDigest: draft.digest, isReissue }, own, latest);
}

async function insertPaper(
  draft: PaperDraft,
  plan: Omit<FilingPlan, 'edition' | 'supersedes'>,
  { edition, corrects }: Extract<PaperPlace, { is: 'NEW' }>,
  { papers }: FilingTools,
): Promise<MedicalDocumentRecord> {
  const paper = paperRecord(draft, { ...plan, edition, supersedes: corrects?.id });
  await papers.insert(paper);
  return paper;
}

/** The edition before counts no longer. One that was withdrawn stays so. */
async function supersede(
  id: string | undefined,
  at: string,
  { papers }: Pick<FilingTools, 'papers'>,
): Promise<void> {
  const before = id === undefined ? undefined : await papers.get(id);
  if (!before || before.status === 'SUPERSEDED' || before.status === 'WITHDRAWN') return;
  await papers.replace({ ...before, status: 'SUPERSEDED', updatedAt: at });
}

function arrival({ id, kind, edition, supersedes, receivedAt }: MedicalDocumentRecord) {
  const type = edition === 1 ? 'health.paper.received' : 'health.paper.corrected';
  const document = { agency: 'health', kind, id, version: edition, supersedes };
  return agencyEvent(type, document, Temporal.Instant.from(receivedAt));
}

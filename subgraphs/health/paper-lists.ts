import type { RangeLoader } from '../kit/loader.ts';
import { positionOf } from '../kit/store/paging.ts';
import type { Position, Range } from '../kit/store/port.ts';
import { medicalDocuments, type MedicalDocumentRecord } from './collections.ts';
import { dayAfter } from './days.ts';

type PaperLoader = RangeLoader<MedicalDocumentRecord>;

/** Which papers of a person; everything that is left out does not matter. Days are ISO 8601. */
export interface PaperFilter {
  readonly kinds?: readonly string[] | undefined;
  /** First and last day of the event. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Rows of one read of `papersCovering`; a life has few more, then it reads on. */
const readAtOnce = 50;

/** Reads the papers of a person that pass the filter, latest event first; takes ranges of the index `byCitizen`. */
export function latestPapers(papers: PaperLoader, filter: PaperFilter) {
  const { kinds, from = '' } = filter;
  return async (range: Range): Promise<readonly MedicalDocumentRecord[]> => {
    const after = earlier(range.after, filter.to && ([dayAfter(filter.to), ''] as const));
    const page = after ? { ...range, after } : range;
    const rows = kinds === undefined ? await papers.load(page) : await ofKinds(papers, page, kinds);
    return rows.filter(({ eventDate }) => eventDate >= from);
  };
}

/** All papers of a person that prove leave or stay on some day from `day` on. */
export async function papersCovering(
  papers: PaperLoader,
  citizenId: string,
  day: string,
): Promise<readonly MedicalDocumentRecord[]> {
  const found: MedicalDocumentRecord[] = [];
  const range = { index: 'byCoveredDay', equals: [citizenId], limit: readAtOnce };
  let after: Position = [day, ''];
  for (;;) {
    const rows = await papers.load({ ...range, after });
    found.push(...rows);
    const last = rows.at(-1);
    if (last === undefined || rows.length < readAtOnce) return found;
    after = positionOf(medicalDocuments, range, last);
  }
}

/** Reads the papers of a range but this one. */
export function othersThan({ id }: MedicalDocumentRecord, papers: PaperLoader) {
  return async (range: Range): Promise<readonly MedicalDocumentRecord[]> => {
    const rows = await papers.load({ ...range, limit: range.limit + 1 });
    return rows.filter((paper) => paper.id !== id).slice(0, range.limit);
  };
}

/** The kinds are read apart, each in its own order, and the latest of all taken. */
async function ofKinds(papers: PaperLoader, range: Range, kinds: readonly string[]) {
  const lists = await Promise.all(
    Array.from(new Set(kinds), (kind) =>
      papers.load({ ...range, index: 'byCitizenAndKind', equals: [...range.equals, kind] }),
    ),
  );
  return lists
    .flat()
    .toSorted((one, other) => (isBefore(placeOf(one), placeOf(other)) ? 1 : -1))
    .slice(0, range.limit);
}

function earlier(one: Position | undefined, other: Position | '' | undefined): Position | undefined {
  if (!one || !other) return one || other || undefined;
  return isBefore(one, other) ? one : other;
}

function placeOf({ eventDate, id }: MedicalDocumentRecord): Position {
  return [eventDate, id];
}

function isBefore([day = '', id = '']: Position, [otherDay = '', otherId = '']: Position): boolean {
  return day === otherDay ? String(id) < String(otherId) : String(day) < String(otherDay);
}

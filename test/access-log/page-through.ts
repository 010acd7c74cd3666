import type { Asker, HubUnderTest } from '../scenario/running-hub.ts';
import { rowsIn } from './logged-hub.ts';
import type { WrittenAccess } from './long-log.ts';

/** A search of the log as the graph takes it. */
export type AccessWords = Readonly<
  Partial<Record<'subject' | 'client' | 'officer' | 'field' | 'case' | 'from' | 'to', string>>
>;

const arguments_ = `$first: Int!, $subject: ID, $client: String, $officer: String, $field: String, $case: ID, $from: Date, $to: Date, $after: String`;
const passed = `subject: $subject, client: $client, officer: $officer, field: $field, case: $case, from: $from, to: $to, after: $after`;
const query = `query (${arguments_}) { accessLog(${passed}, first: $first) {
  nodes { at details { requestId } } pageInfo { hasNextPage endCursor } } }`;

/** What paging through a search brought. */
export interface PagedSearch {
  /** In the order in which they came. */
  readonly requestIds: readonly string[];
  readonly times: readonly string[];
  /** Of each page, from request to answer. */
  readonly milliseconds: readonly number[];
  readonly isWhole: boolean;
}

/** How far to page: rows of a page, and pages after which a search ends. */
export interface Paging {
  readonly first: number;
  readonly mostPages: number;
}

/** Asks for one page after the other, as the console does. */
export async function pageThrough(
  hub: Pick<HubUnderTest, 'ask'>,
  asker: Asker,
  search: AccessWords,
  { first, mostPages }: Paging,
): Promise<PagedSearch> {
  const [requestIds, times, milliseconds]: [string[], string[], number[]] = [[], [], []];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const began = performance.now();
    const { data, text } = await hub.ask(query, { ...search, first, after }, asker);
    milliseconds.push(performance.now() - began);
    if (!data) throw new Error(`No page: ${text.slice(0, 200)}`);
    for (const { at, details } of rowsIn(data, 'accessLog')) {
      times.push(String(at));
      requestIds.push((details as { readonly requestId: string }).requestId);
    }
    const { pageInfo } = (data as { accessLog: { pageInfo: { hasNextPage: boolean; endCursor: string } } })
      .accessLog;
    if (!pageInfo.hasNextPage) return { requestIds, times, milliseconds, isWhole: true };
    after = pageInfo.endCursor;
  }
  return { requestIds, times, milliseconds, isWhole: false };
}

/** The same by looking at every access: those that a search must find, in no order. */
export function lookThrough(
  written: readonly WrittenAccess[],
  { from, to, ...words }: AccessWords,
): readonly string[] {
  const day = (at: string) =>
    Temporal.Instant.from(at).toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate().toString();
  return written
    .filter((access) =>
      Object.entries(words).every(([name, word]) => access[name as keyof WrittenAccess] === word),
    )
    .filter(({ at }) => (from === undefined || day(at) >= from) && (to === undefined || day(at) <= to))
    .map(({ requestId }) => requestId);
}

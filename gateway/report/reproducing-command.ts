import type { ReadHead } from './read-usage.ts';
import type { ReportLanguage } from './render/words.ts';
import type { ReportFormat } from './render/write-report.ts';

/** What a report was asked for. */
export interface ReportWish {
  readonly asOf: string;
  readonly from: string;
  readonly client?: string | undefined;
  readonly purpose?: string | undefined;
  readonly format: ReportFormat;
  readonly lang: ReportLanguage;
  /** Where the promptness of facilities was read: the report itself as JSON will do. Its name is another matter. */
  readonly promptness?: string | undefined;
}

/** Whoever runs it over the same files and the same log gets the same bytes; where the log lies is another matter. */
export function reproducingCommand(wish: ReportWish, heads: readonly ReadHead[]): string {
  const { asOf, from, client, purpose, format, lang, promptness } = wish;
  const given: readonly (readonly [string, string | undefined])[] = [
    ['as-of', asOf],
    ['from', from],
    ['client', client],
    ['purpose', purpose],
    ['format', format],
    ['lang', lang],
    ['promptness', promptness === undefined ? undefined : 'PROMPTNESS'],
    ['log', heads.length > 0 ? 'LOG' : undefined],
    ...heads.map(({ gateway, upTo }) => ['up-to', `${gateway}=${upTo}`] as const),
  ];
  const words = given.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
  return ['npm run report --', ...words].join(' ');
}

/** Uses are counted on so many days, the last one included: a grant that was not used on any of them is a finding. */
const daysCounted = 90;

/** The first day on which uses are counted, where nothing else is asked. */
export function firstDayCounted(asOf: string): string {
  return Temporal.PlainDate.from(asOf)
    .subtract({ days: daysCounted - 1 })
    .toString();
}

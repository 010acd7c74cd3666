import type { Report, ReportedCoordinate } from '../report.ts';

const columns: readonly (readonly [string, (row: ReportedCoordinate) => string | number])[] = [
  ['coordinate', ({ coordinate }) => coordinate],
  ['label_vi', ({ label }) => label.vi],
  ['label_en', ({ label }) => label.en],
  ['owners', ({ owners }) => owners.join(' ')],
  ['categories', ({ categories }) => categories.join(' ')],
  ['masks', ({ masks }) => masks.join(' ')],
  ['derived', ({ derived }) => String(derived)],
  ['roles', ({ roles }) => roles.join(' ')],
  ['purposes', ({ purposes }) => purposes.join(' ')],
  ['articles', ({ articles }) => articles.map(({ id, from, to }) => `${id}:${from}/${to ?? ''}`).join(' ')],
  ['clients', ({ clients }) => clients.join(' ')],
  ['shown', ({ shown }) => shown],
  ['refused', ({ refused }) => refused],
  ['last_shown', ({ lastShown }) => lastShown ?? ''],
];

/** The elements of a report as CSV (RFC 4180), one a row; what the report speaks of stands in the last columns. */
export function writeCsv({ about, coordinates }: Report): string {
  const heads = about.log.map(({ gateway, upTo, last }) => `${gateway}=${upTo}:${last}`).join(' ');
  const subject = [
    ['as_of', about.asOf],
    ['from', about.from],
    ['supergraph', about.supergraph],
    ['policy', about.policy],
    ['clients_digest', about.clients],
    ['log', heads],
    ['command', about.command],
  ] as const;
  const header = [...columns.map(([name]) => name), ...subject.map(([name]) => name)];
  const rows = coordinates.map((row) => [
    ...columns.map(([, read]) => read(row)),
    ...subject.map(([, value]) => value),
  ]);
  return [header, ...rows].map((cells) => `${cells.map(quote).join(',')}\r\n`).join('');
}

/** A text that a spreadsheet would take for a formula is marked as a text. */
function quote(cell: string | number): string {
  const text = String(cell);
  const safe = typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

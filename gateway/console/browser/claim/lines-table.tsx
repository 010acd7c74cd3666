import { WhyEmpty } from '../parts/why-empty.tsx';
import { Table } from '../parts/table.tsx';
import type { Place } from '../parts/fact.tsx';
import { citeLaw } from '../words/cite-law.ts';
import { formatMoney, formatNumber, formatShare } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import type { AssessmentLine } from './claim.ts';

/** How an amount comes about, line by line, each with its article. */
export function LinesTable({
  lines,
  place,
}: {
  readonly lines: readonly AssessmentLine[] | null;
  readonly place: Place;
}) {
  const words = useWords().claims;
  const language = useLanguage();
  if (!lines) {
    return (
      <p>
        <WhyEmpty label={words.lines} place={place} />
      </p>
    );
  }
  const { title, quantity, units, base, rate, amount, article } = words.line;
  const money = (value: number | null) => (value === null ? '—' : formatMoney(value, language));
  const number = (value: number | null) => (value === null ? '—' : formatNumber(value, language));
  return (
    <Table<AssessmentLine>
      label={words.lines}
      rows={lines}
      keyOf={(_line, place) => place}
      columns={[
        { title, lang: 'vi', cell: (line) => line.title },
        {
          title: quantity,
          isNumber: true,
          cell: ({ quantity: count, unit }) => (unit === null ? number(count) : units[unit](number(count))),
        },
        { title: base, isNumber: true, cell: (line) => money(line.base) },
        {
          title: rate,
          isNumber: true,
          cell: ({ rate: share, divisor }) =>
            `${share === null ? '—' : formatShare(share, language)}${divisor !== null && divisor !== 1 ? ` ÷ ${number(divisor)}` : ''}`,
        },
        { title: amount, isNumber: true, cell: (line) => money(line.amount) },
        { title: article, cell: (line) => citeLaw(line.article, language) },
      ]}
    />
  );
}

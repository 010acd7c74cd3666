import { WhyEmpty } from '../parts/why-empty.tsx';
import type { Place } from '../parts/fact.tsx';
import { formatMoney, formatNumber } from '../words/format.ts';
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
  const { title, quantity, base, rate, amount, article } = words.line;
  const money = (value: number | null) => (value === null ? '—' : formatMoney(value, language));
  const number = (value: number | null) => (value === null ? '—' : formatNumber(value, language));
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={words.lines}>
      <table>
        <thead>
          <tr>
            {[title, quantity, base, rate, amount, article].map((name) => (
              <th key={name} scope="col" className={name === title || name === article ? '' : 'number'}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={index}>
              <th scope="row" lang="vi">
                {line.title}
              </th>
              <td className="number">{number(line.quantity)}</td>
              <td className="number">{money(line.base)}</td>
              <td className="number">
                {number(line.rate)}
                {line.divisor !== null && line.divisor !== 1 && ` ÷ ${number(line.divisor)}`}
              </td>
              <td className="number">{money(line.amount)}</td>
              <td lang="vi">{line.article}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

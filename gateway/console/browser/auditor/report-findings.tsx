import { formatDay, formatNumber } from '../words/format.ts';
import { inLanguage, useLanguage, useWords } from '../words/language.ts';
import { LateFacilities } from './late-facilities.tsx';
import type { ReportContent } from './report-content.ts';

/** What of a report asks for somebody's attention. */
export function ReportFindings({ content }: { readonly content: ReportContent }) {
  const words = useWords();
  const language = useLanguage();
  const { coordinates, unused, bases, lateFacilities } = content;
  const total = (count: (field: (typeof coordinates)[number]) => number) =>
    formatNumber(
      coordinates.reduce((sum, field) => sum + count(field), 0),
      language,
    );
  return (
    <>
      <section className="card card-wide">
        <dl className="facts">
          <Count label={words.report.coordinates} text={formatNumber(coordinates.length, language)} />
          <Count label={words.report.shownUses} text={total(({ shown }) => shown)} />
          <Count label={words.report.refusedUses} text={total(({ refused }) => refused)} />
        </dl>
      </section>
      <section className="card card-wide">
        <h2>{words.report.unused}</h2>
        {unused.length === 0 && <p>{words.report.unusedNone}</p>}
        <ul className="articles">
          {unused.map((grant) => (
            <li key={`${grant.client} ${grant.purpose}`}>
              <details>
                <summary>
                  <code>{grant.client}</code> <code>{grant.purpose}</code>:{' '}
                  {words.report.grant(grant.coordinates.length)}
                </summary>
                <p>
                  <code>{grant.coordinates.join(', ')}</code>
                </p>
              </details>
            </li>
          ))}
        </ul>
      </section>
      <section className="card card-wide">
        <h2>{words.report.bases}</h2>
        <div className="scroll" tabIndex={0} role="region" aria-label={words.report.bases}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.report.cited}</th>
                <th scope="col">{words.report.until}</th>
              </tr>
            </thead>
            <tbody>
              {bases.map(({ article, cited, to, hasEnded }) => (
                <tr key={article}>
                  <th scope="row">{inLanguage(cited, language)}</th>
                  <td>
                    {formatDay(to, language)}{' '}
                    {hasEnded && <span className="tag tag-bad">{words.endedLaw}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <LateFacilities facilities={lateFacilities} />
    </>
  );
}

function Count({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{text}</dd>
    </div>
  );
}

import { Table } from '../parts/table.tsx';
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
        {unused === undefined && <p>{words.report.unusedUnknown}</p>}
        {unused?.length === 0 && <p>{words.report.unusedNone}</p>}
        <ul className="grants">
          {unused?.map((grant) => (
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
        <Table<ReportContent['bases'][number]>
          label={words.report.bases}
          rows={bases}
          keyOf={({ article }) => article}
          columns={[
            { title: words.report.cited, cell: ({ cited }) => inLanguage(cited, language) },
            {
              title: words.report.until,
              cell: ({ to, hasEnded }) => (
                <>
                  {formatDay(to, language)}{' '}
                  {hasEnded && <span className="tag tag-bad">{words.endedLaw}</span>}
                </>
              ),
            },
          ]}
        />
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

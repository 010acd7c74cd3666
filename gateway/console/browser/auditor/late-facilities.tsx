import { formatNumber } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import type { LateFacility } from './report-content.ts';

/** The facilities of which papers came late, as a report tells them. @param facilities undefined where Health did not say */
export function LateFacilities({ facilities }: { readonly facilities: readonly LateFacility[] | undefined }) {
  const { report, operation } = useWords();
  const language = useLanguage();
  return (
    <section className="card card-wide">
      <h2>{report.late}</h2>
      {facilities === undefined && <p>{report.lateUnknown}</p>}
      {facilities?.length === 0 && <p>{report.unusedNone}</p>}
      {facilities && facilities.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={report.late}>
          <table>
            <thead>
              <tr>
                <th scope="col">{operation.facility}</th>
                <th scope="col" className="number">
                  {operation.papers}
                </th>
                <th scope="col" className="number">
                  {operation.latePapers}
                </th>
              </tr>
            </thead>
            <tbody>
              {facilities.map(({ facility, papers, latePapers }) => (
                <tr key={facility}>
                  <th scope="row">
                    <code>{facility}</code>
                  </th>
                  <td className="number">{formatNumber(papers, language)}</td>
                  <td className="number">{formatNumber(latePapers, language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

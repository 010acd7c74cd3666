import { Table } from '../parts/table.tsx';
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
        <Table<LateFacility>
          label={report.late}
          rows={facilities}
          keyOf={({ facility }) => facility}
          columns={[
            { title: operation.facility, cell: ({ facility }) => <code>{facility}</code> },
            { title: operation.papers, isNumber: true, cell: ({ papers }) => formatNumber(papers, language) },
            {
              title: operation.latePapers,
              isNumber: true,
              cell: ({ latePapers }) => formatNumber(latePapers, language),
            },
          ]}
        />
      )}
    </section>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import delaysText from '../../../clients/operations/console/facility-delays.graphql';
import { askGraph, QuestionRefused } from '../graph/ask.ts';
import { Choice } from '../parts/choice.tsx';
import { More } from '../parts/more.tsx';
import { Pages } from '../parts/pages.tsx';
import { Table } from '../parts/table.tsx';
import { daysBefore, formatNumber } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import { worstFirst, type Delays } from './worst-first.ts';

interface DelaysAnswer {
  readonly facilityDelays: readonly Delays[] | null;
}

/** Facilities of one answer, as the operation asks for them. */
const page = 100;

/** How promptly facilities sent their papers in the last days, the slowest first. Numbers alone. */
export function FacilityDelays() {
  const words = useWords();
  const language = useLanguage();
  const [days, setDays] = useState<'7' | '30' | '90'>('30');
  const query = useInfiniteQuery({
    queryKey: ['delays', days, language],
    queryFn: ({ pageParam }) => {
      const period = { from: daysBefore(Number(days) - 1), to: daysBefore(0) };
      return askGraph<DelaysAnswer>(
        { text: delaysText, variables: { ...period, after: pageParam } },
        language,
      );
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ data }) => {
      const rows = data.facilityDelays ?? [];
      return rows.length === page ? rows.at(-1)?.facility : undefined;
    },
    retry: (failures, error) => failures < 2 && !(error instanceof QuestionRefused),
  });
  const rows = worstFirst(query.data?.pages.flatMap(({ data }) => data.facilityDelays ?? []) ?? []);
  // Of who sent nothing there is nothing to read but who they are.
  const [sent, silent] = [rows.filter(({ papers }) => papers > 0), rows.filter(({ papers }) => papers === 0)];
  return (
    <section className="card">
      <h2>{words.operation.delays}</h2>
      <p className="quiet">{words.operation.delaysAbout}</p>
      <div className="filters">
        <Choice
          label={words.operation.period}
          value={days}
          options={words.operation.periods}
          onChange={setDays}
        />
      </div>
      <Pages query={query} errors={query.data?.pages.flatMap(({ errors }) => errors) ?? []}>
        {rows.length === 0 ? <p role="status">{words.operation.noDelays}</p> : <DelayTable rows={sent} />}
        {silent.length > 0 && (
          <details>
            <summary>{words.operation.silent(silent.length)}</summary>
            <p>
              <code>{silent.map(({ facility }) => facility).join(', ')}</code>
            </p>
          </details>
        )}
        <More query={query} />
      </Pages>
    </section>
  );
}

function DelayTable({ rows }: { readonly rows: readonly Delays[] }) {
  const words = useWords().operation;
  const language = useLanguage();
  const number = (value: number | null) => (value === null ? '—' : formatNumber(value, language));
  const column = (title: string, value: (row: Delays) => number | null) => {
    return { title, isNumber: true, cell: (row: Delays) => number(value(row)) };
  };
  return (
    <Table<Delays>
      label={words.delays}
      rows={rows}
      keyOf={({ facility }) => facility}
      columns={[
        { title: words.facility, cell: ({ facility }) => <code>{facility}</code> },
        column(words.papers, ({ papers }) => papers),
        column(words.latePapers, ({ latePapers }) => latePapers),
        column(words.medianDelay, ({ medianDelayMinutes }) => medianDelayMinutes),
        column(words.worstDelay, ({ worstDelayMinutes }) => worstDelayMinutes),
      ]}
    />
  );
}

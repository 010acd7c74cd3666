import { useQuery } from '@tanstack/react-query';
import { useCodes } from '../words/code-word.ts';
import { Table } from '../parts/table.tsx';
import { formatNumber } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import { readMetrics, refusalsOf, trafficOf, type AgencyTraffic, type Sample } from './read-metrics.ts';

/** What the gateway has counted since it started; nothing where its metrics are kept from browsers. */
export function Traffic() {
  const words = useWords().status;
  const language = useLanguage();
  const agencyName = useCodes('subgraph');
  const { data: samples } = useQuery<readonly Sample[]>({
    queryKey: ['metrics'],
    async queryFn() {
      const response = await fetch('/metrics');
      return response.ok ? readMetrics(await response.text()) : [];
    },
    refetchInterval: 10_000,
    staleTime: 0,
  });
  if (!samples?.length) return null;
  const refusals = refusalsOf(samples);
  const number = (value: number) => formatNumber(value, language);
  return (
    <section className="card">
      <h2>{words.traffic}</h2>
      <Table<AgencyTraffic>
        label={words.traffic}
        rows={trafficOf(samples)}
        keyOf={({ agency }) => agency}
        columns={[
          { title: words.agencies, cell: ({ agency }) => agencyName(agency) },
          { title: words.answered, isNumber: true, cell: ({ answered }) => number(answered) },
          { title: words.failed, isNumber: true, cell: ({ failed }) => number(failed) },
          {
            title: words.mean,
            isNumber: true,
            cell: ({ meanMilliseconds: mean }) =>
              mean === undefined ? '—' : `${number(Math.round(mean))} ms`,
          },
        ]}
      />
      <h3>{words.refusals}</h3>
      {refusals.length === 0 ? (
        <p>{words.noRefusals}</p>
      ) : (
        <ul className="articles">
          {refusals.map(({ code, count }) => (
            <li key={code}>
              <code>{code}</code>: {number(count)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

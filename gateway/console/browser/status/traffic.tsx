import { useQuery } from '@tanstack/react-query';
import { useCodes } from '../words/code-word.ts';
import { formatNumber } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import { readMetrics, refusalsOf, trafficOf, type Sample } from './read-metrics.ts';

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
      <div className="scroll" tabIndex={0} role="region" aria-label={words.traffic}>
        <table>
          <thead>
            <tr>
              {[words.agencies, words.answered, words.failed, words.mean].map((title, column) => (
                <th key={title} scope="col" className={column > 0 ? 'number' : ''}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {trafficOf(samples).map(({ agency, answered, failed, meanMilliseconds }) => (
              <tr key={agency}>
                <th scope="row">{agencyName(agency)}</th>
                <td className="number">{number(answered)}</td>
                <td className="number">{number(failed)}</td>
                <td className="number">
                  {meanMilliseconds === undefined ? '—' : `${number(Math.round(meanMilliseconds))} ms`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
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

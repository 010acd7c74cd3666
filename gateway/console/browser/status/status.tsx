import { useQuery } from '@tanstack/react-query';
import { useCodes } from '../words/code-word.ts';
import { formatTime } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import { agencyStates, type Readiness } from './agency-states.ts';
import { Traffic } from './traffic.tsx';

/** Whether gateway and agencies are up, from the same health endpoint that everybody can read. */
export function Status() {
  const words = useWords();
  const language = useLanguage();
  const agencyName = useCodes('subgraph');
  const { data, error, dataUpdatedAt } = useQuery<Readiness>({
    queryKey: ['ready'],
    queryFn: async () => (await fetch('/health/ready')).json(),
    refetchInterval: 10_000,
    staleTime: 0,
  });
  return (
    <>
      <h1>{words.views.status}</h1>
      <p className="lead">{words.status.lead}</p>
      {error && (
        <p role="alert" className="notice notice-bad">
          {words.status.unreachable}
        </p>
      )}
      {data && (
        <>
          <p role="status" className={`notice notice-${data.status === 'ready' ? 'good' : 'bad'}`}>
            {data.status === 'ready' ? words.status.ready : words.status.notReady}
          </p>
          <p className="quiet">
            {words.status.checkedAt(formatTime(new Date(dataUpdatedAt).toISOString(), language))}
          </p>
          <section className="card">
            <h2>{words.status.agencies}</h2>
            <dl className="facts">
              {agencyStates(data).map(({ agency, state }) => (
                <div key={agency} className="fact">
                  <dt>{agencyName(agency)}</dt>
                  <dd>
                    <span className={`tag tag-${state === 'up' ? 'good' : 'bad'}`}>
                      {words.status[state]}
                    </span>
                  </dd>
                </div>
              ))}
            </dl>
            {Object.entries(data.reasons ?? {}).map(([check, reason]) => (
              <p key={check} lang="en">
                <code>{check}</code> {reason}
              </p>
            ))}
          </section>
        </>
      )}
      <Traffic />
    </>
  );
}

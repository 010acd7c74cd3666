import { Button } from 'react-aria-components';
import howText from '../../../clients/operations/console/how-the-hub-is.graphql';
import { useAnswer } from '../graph/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { useCodes } from '../words/code-word.ts';
import { formatTime } from '../words/format.ts';
import { inLanguage, useLanguage, useWords } from '../words/language.ts';
import { ClientsTable } from './clients-table.tsx';
import { FacilityDelays } from './facility-delays.tsx';
import type { EmergencyAlarm, HubState } from './how-the-hub-is.ts';

/** How the hub is: agencies, clients, alarms. It is loaded when it is asked for, as each look is recorded. */
export function Operation() {
  const words = useWords();
  const query = useAnswer<HubState>({ text: howText });
  const reload = () => void query.refetch();
  return (
    <>
      <h1>{words.views.operation}</h1>
      <p className="lead">{words.operation.lead}</p>
      <Answered query={query}>
        {({ data: { agencyStates, hubClients, emergencyAlarms } }) => (
          <>
            <p>
              <Button className="button" onPress={reload}>
                {words.operation.refresh}
              </Button>
            </p>
            <Agencies states={agencyStates ?? []} />
            <ClientsTable clients={hubClients ?? []} reload={reload} />
            <FacilityDelays />
            <Alarms alarms={emergencyAlarms ?? []} />
          </>
        )}
      </Answered>
    </>
  );
}

function Agencies({ states }: { readonly states: NonNullable<HubState['agencyStates']> }) {
  const words = useWords().operation;
  const language = useLanguage();
  const agencyName = useCodes('subgraph');
  return (
    <section className="card">
      <h2>{words.agencies}</h2>
      <dl className="facts">
        {states.map(({ agency, isUp, since }) => (
          <div key={agency} className="fact">
            <dt>{agencyName(agency)}</dt>
            <dd>
              <span className={`tag tag-${isUp ? 'good' : 'bad'}`}>{isUp ? words.up : words.down}</span>{' '}
              <span className="quiet">{words.since(formatTime(since, language))}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{words.sinceAbout}</p>
    </section>
  );
}

function Alarms({ alarms }: { readonly alarms: readonly EmergencyAlarm[] }) {
  const words = useWords().operation;
  const language = useLanguage();
  return (
    <section className="card">
      <h2>{words.alarms}</h2>
      {alarms.length === 0 && <p>{words.noAlarms}</p>}
      <ul className="articles">
        {alarms.map(({ state, role, organisation, purpose, requestedAt, endsAt }) => (
          <li key={requestedAt}>
            <span className={`tag ${state === 'OPEN' || state === 'REQUESTED' ? 'tag-bad' : ''}`}>
              {words.emergency[state]}
            </span>{' '}
            {formatTime(requestedAt, language)} {words.until(formatTime(endsAt, language))}
            {[role, purpose].map((term) => term && ` — ${inLanguage(term, language)}`)}
            {organisation && ` (${words.office}: ${organisation})`}
          </li>
        ))}
      </ul>
    </section>
  );
}

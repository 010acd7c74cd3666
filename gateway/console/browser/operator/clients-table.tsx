import { formatDay, formatNumber } from '../words/format.ts';
import { inLanguage, useLanguage, useWords } from '../words/language.ts';
import type { HubClient } from './how-the-hub-is.ts';
import { SwitchClient } from './switch-client.tsx';

/** The clients with what they may send and have sent, and who is suspended. */
export function ClientsTable({
  clients,
  reload,
}: {
  readonly clients: readonly HubClient[];
  readonly reload: () => void;
}) {
  const words = useWords().operation;
  const { client, minute, day, state } = words;
  return (
    <section className="card">
      <h2>{words.clients}</h2>
      <p className="quiet">{words.quotaAbout}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label={words.clients}>
        <table>
          <thead>
            <tr>
              {[client, minute, day, state].map((title) => (
                <th key={title} scope="col" className={title === minute || title === day ? 'number' : ''}>
                  {title}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {clients.map((each) => (
              <ClientRow key={each.id} client={each} reload={reload} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function ClientRow({ client, reload }: { readonly client: HubClient; readonly reload: () => void }) {
  const words = useWords().operation;
  const language = useLanguage();
  const { id, agency, agreement, agreementTo, suspended } = client;
  const number = (value: number) => formatNumber(value, language);
  return (
    <tr>
      <th scope="row">
        {language === 'vi' ? client.nameVi : client.nameEn} <code>{id}</code>
        <span className="quiet block">
          {inLanguage(agency, language)} · {words.agreement(agreement, formatDay(agreementTo, language))}
        </span>
      </th>
      <Used used={client.usedInMinute} most={client.perMinute} number={number} />
      <Used used={client.usedInDay} most={client.perDay} number={number} />
      <td>
        {suspended ? (
          <>
            <span className="tag tag-bad">{words.suspended(formatDay(suspended.since, language))}</span>
            <span className="quiet block">
              {words.reasons[suspended.reason]}
              {suspended.note && `: ${suspended.note}`}
            </span>
            {suspended.isInItsFile && <span className="quiet block">{words.inItsFile}</span>}
          </>
        ) : (
          <span className="tag tag-good">{words.active}</span>
        )}
      </td>
      <td className="number">
        <SwitchClient client={client} reload={reload} />
      </td>
    </tr>
  );
}

/** Used against allowed; the bar says it again for the eye. */
function Used({
  used,
  most,
  number,
}: {
  readonly used: number;
  readonly most: number;
  readonly number: (value: number) => string;
}) {
  const words = useWords().operation;
  return (
    <td className="number">
      {words.of(number(used), number(most))}
      <meter className="used" aria-hidden="true" min={0} max={most} high={most * 0.8} value={used} />
    </td>
  );
}

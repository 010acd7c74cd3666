import { Table } from '../parts/table.tsx';
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
  const language = useLanguage();
  return (
    <section className="card">
      <h2>{words.clients}</h2>
      <p className="quiet">{words.quotaAbout}</p>
      <Table<HubClient>
        label={words.clients}
        rows={clients}
        keyOf={({ id }) => id}
        columns={[
          {
            title: words.client,
            cell: ({ id, nameVi, nameEn, agency, agreement, agreementTo }) => (
              <>
                {language === 'vi' ? nameVi : nameEn} <code>{id}</code>
                <span className="quiet block">
                  {inLanguage(agency, language)} ·{' '}
                  {words.agreement(agreement, formatDay(agreementTo, language))}
                </span>
              </>
            ),
          },
          {
            title: words.minute,
            isNumber: true,
            cell: ({ usedInMinute, perMinute }) => <Used used={usedInMinute} most={perMinute} />,
          },
          {
            title: words.day,
            isNumber: true,
            cell: ({ usedInDay, perDay }) => <Used used={usedInDay} most={perDay} />,
          },
          { title: words.state, cell: ({ suspended }) => <State suspended={suspended} /> },
          { title: '', isNumber: true, cell: (client) => <SwitchClient client={client} reload={reload} /> },
        ]}
      />
    </section>
  );
}

function State({ suspended }: Pick<HubClient, 'suspended'>) {
  const words = useWords().operation;
  const language = useLanguage();
  if (!suspended) return <span className="tag tag-good">{words.active}</span>;
  return (
    <>
      <span className="tag tag-bad">{words.suspended(formatDay(suspended.since, language))}</span>
      <span className="quiet block">
        {words.reasons[suspended.reason]}
        {suspended.note && `: ${suspended.note}`}
      </span>
      {suspended.isInItsFile && <span className="quiet block">{words.inItsFile}</span>}
    </>
  );
}

/** Used against allowed; the bar says it again for the eye. */
function Used({ used, most }: { readonly used: number; readonly most: number }) {
  const words = useWords().operation;
  const language = useLanguage();
  return (
    <>
      {words.of(formatNumber(used, language), formatNumber(most, language))}
      <meter className="used" aria-hidden="true" min={0} max={most} high={most * 0.8} value={used} />
    </>
  );
}

import type { Receipt } from '../parts/receipt.ts';
import { Table } from '../parts/table.tsx';
import { useCodes } from '../words/code-word.ts';
import { formatTime } from '../words/format.ts';
import { inLanguage, useLanguage, useWords, type Term } from '../words/language.ts';

/** One row of a search, as `AccessesFound` asks for it. */
export interface FoundAccess {
  readonly at: string;
  readonly system: Term | null;
  readonly role: Term | null;
  readonly purpose: (Term & { readonly code: string }) | null;
  readonly fields: readonly { readonly coordinate: string; readonly outcome: string | null }[] | null;
  readonly outcome: string | null;
  readonly emergency: boolean | null;
  readonly actor: string | null;
  readonly organisation: string | null;
  readonly details: AccessDetails | null;
  readonly receipt: Receipt | null;
}

interface AccessDetails {
  readonly case: string | null;
  readonly requestId: string | null;
  readonly namedInAll: number | null;
  readonly repeated: number | null;
  readonly agencyPolicies:
    readonly { readonly agency: string | null; readonly policyVersion: string | null }[] | null;
}

/** What a search found: never a value of anybody. */
export function AccessTable({ rows }: { readonly rows: readonly FoundAccess[] }) {
  const words = useWords();
  const language = useLanguage();
  const { log, whoLooked } = words;
  const say = (term: Term | null) => (term ? inLanguage(term, language) : '—');
  return (
    <Table<FoundAccess>
      label={words.views.log}
      rows={rows}
      keyOf={({ details }, place) => details?.requestId ?? place}
      columns={[
        { title: log.at, cell: ({ at }) => <time dateTime={at}>{formatTime(at, language)}</time> },
        {
          title: log.system,
          cell: ({ system, role }) => (
            <>
              {say(system)} <span className="quiet">{say(role)}</span>
            </>
          ),
        },
        {
          title: log.actor,
          cell: ({ actor, organisation }) => (
            <>
              <code>{actor}</code> <span className="quiet">{organisation}</span>
            </>
          ),
        },
        {
          title: whoLooked.purpose,
          cell: ({ purpose }) => (purpose ? say(purpose) : whoLooked.noPurpose),
        },
        { title: log.case, cell: ({ details }) => (details?.case ? <code>{details.case}</code> : '—') },
        { title: whoLooked.fields, cell: ({ fields }) => <Fields fields={fields ?? []} /> },
        { title: log.outcome, cell: (access) => <Outcome access={access} /> },
      ]}
    />
  );
}

function Fields({ fields }: { readonly fields: NonNullable<FoundAccess['fields']> }) {
  const verdict = useCodes('verdict');
  if (fields.length === 0) return '—';
  return (
    <details>
      <summary>{fields.length}</summary>
      <ul className="articles">
        {fields.map(({ coordinate, outcome }) => (
          <li key={coordinate}>
            <code>{coordinate}</code> {verdict(outcome ?? '')}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Outcome({
  access: { outcome, emergency, details },
}: {
  readonly access: Pick<FoundAccess, 'outcome' | 'emergency' | 'details'>;
}) {
  const { whoLooked, log } = useWords();
  const agencyWord = useCodes('subgraph');
  const outcomeWord = useCodes('outcome');
  return (
    <>
      <span className={`tag tag-${outcome === 'ANSWERED' ? 'good' : 'bad'}`}>
        {outcomeWord(outcome ?? '')}
      </span>
      {emergency && <span className="tag tag-bad">{whoLooked.emergency}</span>}
      {details?.agencyPolicies?.map(({ agency, policyVersion }) => (
        <span className="quiet" key={`${agency} ${policyVersion}`}>
          {log.otherPolicy(agencyWord(agency ?? ''))} <code>{policyVersion}</code>
        </span>
      ))}
      {details?.namedInAll && <span className="quiet">{log.namedInAll(details.namedInAll)}</span>}
      {details?.repeated && <span className="quiet">{log.repeated(details.repeated)}</span>}
    </>
  );
}

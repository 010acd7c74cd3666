import type { Receipt } from '../parts/receipt.ts';
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
  readonly details: { readonly case: string | null; readonly requestId: string | null } | null;
  readonly receipt: Receipt | null;
}

/** What a search found: never a value of anybody. */
export function AccessTable({ rows }: { readonly rows: readonly FoundAccess[] }) {
  const { log, whoLooked, views } = useWords();
  const titles = [log.at, log.system, log.actor, whoLooked.purpose, log.case, whoLooked.fields, log.outcome];
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={views.log}>
      <table>
        <thead>
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((access, index) => (
            <AccessRow key={access.details?.requestId ?? index} access={access} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AccessRow({ access }: { readonly access: FoundAccess }) {
  const words = useWords();
  const language = useLanguage();
  const outcomeWord = useCodes('outcome');
  const { at, system, role, purpose, fields, outcome, emergency, actor, organisation, details } = access;
  const say = (term: Term | null) => (term ? inLanguage(term, language) : '—');
  return (
    <tr>
      <td>
        <time dateTime={at}>{formatTime(at, language)}</time>
      </td>
      <td>
        {say(system)} <span className="quiet">{say(role)}</span>
      </td>
      <td>
        <code>{actor}</code> <span className="quiet">{organisation}</span>
      </td>
      <td>{purpose ? say(purpose) : words.whoLooked.noPurpose}</td>
      <td>{details?.case}</td>
      <td>
        <details>
          <summary>{fields?.length ?? 0}</summary>
          <ul className="articles">
            {fields?.map(({ coordinate, outcome }) => (
              <li key={coordinate}>
                <code>{coordinate}</code> {words.codes.verdict[outcome as keyof typeof words.codes.verdict]}
              </li>
            ))}
          </ul>
        </details>
      </td>
      <td>
        <span className={`tag tag-${outcome === 'ANSWERED' ? 'good' : 'bad'}`}>
          {outcomeWord(outcome ?? '')}
        </span>
        {emergency && <span className="tag tag-bad">{words.whoLooked.emergency}</span>}
      </td>
    </tr>
  );
}

import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { Articles, type Article } from '../parts/articles.tsx';
import { downloadText } from '../parts/download.ts';
import type { Receipt } from '../parts/receipt.ts';
import { Said } from '../parts/said.tsx';
import { useCodes } from '../words/code-word.ts';
import { formatTime } from '../words/format.ts';
import { inLanguage, useLanguage, useWords, type Term } from '../words/language.ts';
import { fieldsByOwner, withoutFrames, type SeenField } from './seen-fields.ts';

/** One row of the citizen's access log, as `WhoLookedAtMe` asks for it. */
export interface Access {
  readonly at: string;
  readonly agency: Term | null;
  readonly system: Term | null;
  readonly role: Term | null;
  readonly purpose: (Term & { readonly code: string }) | null;
  readonly legalBasis: readonly Article[] | null;
  readonly fields: readonly SeenField[] | null;
  readonly outcome: string | null;
  readonly emergency: boolean | null;
  readonly organisation: string | null;
  readonly receipt: Receipt | null;
}

/** Who asked, what for, which fields, and what came of it; the law and the receipt when it is opened. */
export function AccessEntry({ access }: { readonly access: Access }) {
  const words = useWords().whoLooked;
  const { law, emergencyTold } = useWords();
  const language = useLanguage();
  const outcomeWord = useCodes('outcome');
  const { at, agency, system, role, purpose, legalBasis, fields, outcome, emergency, organisation } = access;
  const time = formatTime(at, language);
  const named = withoutFrames(fields ?? []);
  const say = (term: Term | null) => (term ? inLanguage(term, language) : '—');
  return (
    <li className="entry">
      <article aria-label={`${time}, ${say(agency)}`}>
        <p className="entry-head">
          <time dateTime={at}>{time}</time>
          <span className={`tag tag-${outcome === 'ANSWERED' ? 'good' : 'bad'}`}>
            {outcomeWord(outcome ?? '')}
          </span>
          {emergency && <span className="tag tag-bad">{words.emergency}</span>}
        </p>
        {emergency && <p className="notice">{emergencyTold}</p>}
        <dl className="facts">
          <Said label={words.asked} text={`${say(agency)} — ${say(system)}`} />
          <Said label={words.purpose} text={purpose ? say(purpose) : words.noPurpose} />
          <FieldList label={words.seen} fields={named.filter((field) => field.outcome !== 'NONE')} />
          <FieldList label={words.refused} fields={named.filter((field) => field.outcome === 'NONE')} />
        </dl>
        <Disclosure className="disclosure">
          <Heading level={2} className="disclosure-title">
            <Button slot="trigger" className="link" aria-label={`${law}, ${time}`}>
              {law}
            </Button>
          </Heading>
          <DisclosurePanel>
            <dl className="facts">
              <Said label={words.role} text={say(role)} />
              <Said label={words.office} text={organisation} />
            </dl>
            <Articles articles={legalBasis ?? []} />
          </DisclosurePanel>
        </Disclosure>
        <ReceiptButton access={access} time={time} />
      </article>
    </li>
  );
}

/** Names of fields by the agency that owns them; nothing where there are none. */
function FieldList({ label, fields }: { readonly label: string; readonly fields: readonly SeenField[] }) {
  const language = useLanguage();
  const verdict = useCodes('verdict');
  const owner = useCodes('subgraph');
  if (fields.length === 0) return null;
  const nameOf = (field: SeenField) => {
    // Behind the semicolon stands what the field is called in the papers of facilities.
    const name = inLanguage(field, language).split(';')[0];
    const isPart = field.outcome === 'MASKED' || field.outcome === 'ANSWER';
    return isPart ? `${name} (${verdict(field.outcome ?? '')})` : name;
  };
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>
        <ul className="by-owner">
          {[...fieldsByOwner(fields)].map(([owners, owned]) => (
            <li key={owners}>
              <strong>{owners.split(' ').map(owner).join(', ')}</strong>:{' '}
              {[...new Set(owned.map(nameOf))].join(', ')}
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}

function ReceiptButton({
  access: { at, receipt },
  time,
}: {
  readonly access: Access;
  readonly time: string;
}) {
  const words = useWords().whoLooked;
  if (!receipt) return <p className="quiet">{words.receiptLater}</p>;
  const name = `receipt-${at.replaceAll(/[^\d]/g, '').slice(0, 14)}-${receipt.sequence ?? 0}.json`;
  return (
    <Button
      className="button"
      aria-label={words.receiptOf(time)}
      onPress={() => downloadText(name, 'application/json', JSON.stringify(receipt, undefined, 2))}
    >
      {words.receipt}
    </Button>
  );
}

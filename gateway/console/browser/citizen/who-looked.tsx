import { useState } from 'react';
import { Button } from 'react-aria-components';
import whoLookedText from '../../../clients/operations/console/who-looked-at-me.graphql';
import { usePages, type Page } from '../graph/use-pages.ts';
import { Pages } from '../parts/pages.tsx';
import { TextInput } from '../parts/text-input.tsx';
import { useWords } from '../words/language.ts';
import { ReceiptCheck } from '../parts/receipt-check.tsx';
import { AccessEntry, type Access } from './access-entry.tsx';

interface WhoLookedAnswer {
  readonly me: { readonly accessLog: Page<Access> | null } | null;
}

/** Who asked for the citizen's data, latest first. */
export function WhoLooked() {
  const words = useWords();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const variables = { ...(from && { from }), ...(to && { to }) };
  const { query, rows, errors } = usePages<WhoLookedAnswer, Access>(
    { text: whoLookedText, variables },
    ({ me }) => me?.accessLog,
  );
  return (
    <>
      <h1>{words.views['who-looked']}</h1>
      <p className="lead">{words.whoLooked.lead}</p>
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        <TextInput type="date" label={words.whoLooked.from} value={from} onChange={setFrom} />
        <TextInput type="date" label={words.whoLooked.to} value={to} onChange={setTo} />
      </form>
      <div className="found">
        <Pages query={query} errors={errors}>
          <p role="status">
            {rows.length === 0 ? words.whoLooked.nobody : words.whoLooked.count(rows.length)}
          </p>
          <p className="quiet">{words.whoLooked.receiptAbout}</p>
          <ul className="entries">
            {rows.map((access, index) => (
              <AccessEntry key={`${access.at} ${index}`} access={access} />
            ))}
          </ul>
          {query.hasNextPage && (
            <Button className="button" onPress={() => void query.fetchNextPage()}>
              {words.more}
            </Button>
          )}
        </Pages>
      </div>
      <ReceiptCheck />
    </>
  );
}

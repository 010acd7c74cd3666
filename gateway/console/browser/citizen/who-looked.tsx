import { useState } from 'react';
import whoLookedText from '../../../clients/operations/console/who-looked-at-me.graphql';
import type { Page } from '../graph/use-pages.ts';
import { TextInput } from '../parts/text-input.tsx';
import { useWords } from '../words/language.ts';
import { ReceiptCheck } from '../parts/receipt-check.tsx';
import type { Access } from './access-entry.tsx';
import { AccessList } from './access-list.tsx';

interface WhoLookedAnswer {
  readonly me: { readonly accessLog: Page<Access> | null } | null;
}

/** Who asked for the citizen's data, latest first. */
export function WhoLooked() {
  const words = useWords();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const variables = { ...(from && { from }), ...(to && { to }) };
  return (
    <>
      <h1>{words.views['who-looked']}</h1>
      <p className="lead">{words.whoLooked.lead}</p>
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        <TextInput type="date" label={words.whoLooked.from} value={from} onChange={setFrom} />
        <TextInput type="date" label={words.whoLooked.to} value={to} onChange={setTo} />
      </form>
      <div className="found">
        <AccessList<WhoLookedAnswer>
          question={{ text: whoLookedText, variables }}
          logIn={({ me }) => me?.accessLog}
          note={words.whoLooked.receiptAbout}
        />
      </div>
      <ReceiptCheck />
    </>
  );
}

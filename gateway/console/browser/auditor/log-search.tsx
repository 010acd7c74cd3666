import { useState, type FormEvent } from 'react';
import { Button } from 'react-aria-components';
import searchText from '../../../clients/operations/console/accesses-found.graphql';
import { usePages, type Page } from '../graph/use-pages.ts';
import { ReceiptCheck } from '../parts/receipt-check.tsx';
import { Pages } from '../parts/pages.tsx';
import { TextInput } from '../parts/text-input.tsx';
import { useWords } from '../words/language.ts';
import { AccessTable, type FoundAccess } from './access-table.tsx';
import { ChainState } from './chain-state.tsx';
import { countByDay } from './count-by-day.ts';
import { UseChart } from './use-chart.tsx';

interface SearchAnswer {
  readonly accessLog: Page<FoundAccess> | null;
}

const terms = ['subject', 'client', 'officer', 'field', 'case', 'from', 'to'] as const;
type Search = Readonly<Partial<Record<(typeof terms)[number], string>>>;

/** Rows that are shown before more are asked for: a page of the graph is a hundred, to be counted by day. */
const rowsAtOnce = 25;

/** The auditor's search of the access log: what was found, over time, and whether it stands in the signed log. */
export function LogSearch() {
  const words = useWords();
  const [search, setSearch] = useState<Search>({});
  const { query, rows, errors } = usePages<SearchAnswer, FoundAccess>(
    { text: searchText, variables: search },
    ({ accessLog }) => accessLog,
  );
  const [shown, setShown] = useState(rowsAtOnce);
  const hasMore = shown < rows.length || query.hasNextPage;
  const showMore = () => {
    if (shown >= rows.length) void query.fetchNextPage();
    setShown(shown + rowsAtOnce);
  };
  return (
    <>
      <h1>{words.views.log}</h1>
      <p className="lead">{words.log.lead}</p>
      <SearchForm
        onSearch={(next) => {
          setSearch(next);
          setShown(rowsAtOnce);
        }}
      />
      <div className="found">
        <Pages query={query} errors={errors}>
          <p role="status">
            {rows.length === 0
              ? words.log.nothing
              : words.log.found(rows.length, !query.hasNextPage, Math.min(shown, rows.length))}
          </p>
          {rows.length > 0 && (
            <>
              <UseChart days={countByDay(rows)} />
              <ChainState receipts={rows.map(({ receipt }) => receipt)} />
              <AccessTable rows={rows.slice(0, shown)} />
            </>
          )}
          {hasMore && (
            <Button className="button" onPress={showMore}>
              {words.more}
            </Button>
          )}
        </Pages>
      </div>
      <ReceiptCheck />
    </>
  );
}

/** A search begins when it is sent, not at each letter: each is recorded. */
function SearchForm({ onSearch }: { readonly onSearch: (search: Search) => void }) {
  const { log, whoLooked } = useWords();
  const [draft, setDraft] = useState<Search>({});
  const labels = { ...log, from: whoLooked.from, to: whoLooked.to };
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSearch(Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== '')));
  };
  return (
    <form className="filters" onSubmit={send}>
      {terms.map((term) => (
        <TextInput
          key={term}
          type={term === 'from' || term === 'to' ? 'date' : 'text'}
          label={labels[term]}
          value={draft[term] ?? ''}
          onChange={(value) => setDraft((before) => ({ ...before, [term]: value }))}
        />
      ))}
      <Button type="submit" className="button button-main">
        {log.search}
      </Button>
    </form>
  );
}

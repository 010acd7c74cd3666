import { useState, type FormEvent } from 'react';
import { Button } from 'react-aria-components';
import { useAnswer } from '../graph/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { Table } from '../parts/table.tsx';
import { TextInput } from '../parts/text-input.tsx';
import { dayInVietnam, formatDay } from '../words/format.ts';
import { inLanguage, useLanguage, useWords } from '../words/language.ts';
import { lawChanges, type LawChange } from './law-changes.ts';
import { reportQuestion, type ReportAnswer } from './report-answer.ts';
import { PolicyChanges } from './policy-changes.tsx';
import type { ReportContent } from './report-content.ts';

/** The day before Law 91/2025/QH15 came into force: what changed most is the first thing to see. */
const firstCompared = '2025-12-31';

/** What dated law changed between two days: who may see what that they might not before, and the other way round. */
export function Changes() {
  const words = useWords();
  const [from, setFrom] = useState(firstCompared);
  const [to, setTo] = useState(() => dayInVietnam(new Date().toISOString()));
  const [days, setDays] = useState<readonly [string, string]>();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (from && to) setDays([from, to]);
  };
  return (
    <>
      <h1>{words.views.changes}</h1>
      <p className="lead">{words.changes.lead}</p>
      <form className="filters" onSubmit={send}>
        <TextInput type="date" label={words.changes.from} value={from} onChange={setFrom} />
        <TextInput type="date" label={words.changes.to} value={to} onChange={setTo} />
        <Button type="submit" className="button button-main">
          {words.changes.compare}
        </Button>
      </form>
      <p className="quiet">{words.changes.about}</p>
      {days && <Compared days={days} />}
      <PolicyChanges />
    </>
  );
}

function Compared({ days: [from, to] }: { readonly days: readonly [string, string] }) {
  const language = useLanguage();
  const before = useAnswer<ReportAnswer>(reportQuestion({ asOf: from }, 'JSON', language));
  const after = useAnswer<ReportAnswer>(reportQuestion({ asOf: to }, 'JSON', language));
  return (
    <Answered query={before}>
      {(old) => (
        <Answered query={after}>
          {(now) => {
            const [was, is] = [old, now].map(({ data }) => fieldsOf(data));
            return <ChangeList days={[from, to]} changes={lawChanges(was ?? [], is ?? [])} />;
          }}
        </Answered>
      )}
    </Answered>
  );
}

function ChangeList({
  days: [from, to],
  changes,
}: {
  readonly days: readonly [string, string];
  readonly changes: readonly LawChange[];
}) {
  const words = useWords().changes;
  const language = useLanguage();
  const [first, last] = [from, to].map((day) => formatDay(day, language));
  return (
    <section className="card card-wide">
      <h2>{words.between(first ?? '', last ?? '')}</h2>
      <p role="status">
        {changes.length === 0 ? words.none : words.count(changes.flatMap(({ fields }) => fields).length)}
      </p>
      {changes.length > 0 && (
        <Table<LawChange>
          label={words.between(first ?? '', last ?? '')}
          rows={changes}
          keyOf={({ gained, lost }) => [gained, '', lost].flat().join(' ')}
          columns={[
            { title: words.field, cell: ({ fields }) => <ChangedFields fields={fields} /> },
            { title: words.gained, cell: ({ gained }) => <Codes codes={gained} /> },
            { title: words.lost, cell: ({ lost }) => <Codes codes={lost} /> },
          ]}
        />
      )}
    </section>
  );
}

function Codes({ codes }: { readonly codes: readonly string[] }) {
  return codes.length > 0 ? <code>{codes.join(', ')}</code> : '—';
}

function ChangedFields({ fields }: Pick<LawChange, 'fields'>) {
  const words = useWords().changes;
  const language = useLanguage();
  return (
    <details>
      <summary>{words.fields(fields.length)}</summary>
      <ul className="articles">
        {fields.map(({ coordinate, label }) => (
          <li key={coordinate}>
            {inLanguage(label, language)} <code>{coordinate}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

function fieldsOf({ introspectionReport }: ReportAnswer) {
  return introspectionReport ? (JSON.parse(introspectionReport.text) as ReportContent).coordinates : [];
}

import { useState, type FormEvent } from 'react';
import { Button } from 'react-aria-components';
import { useAnswer } from '../graph/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { TextInput } from '../parts/text-input.tsx';
import { formatDay } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import { reportQuestion, type ReportAnswer, type ReportWish } from './report-answer.ts';
import type { ReportContent } from './report-content.ts';
import { ReportDownloads } from './report-downloads.tsx';
import { ReportFindings } from './report-findings.tsx';

/** The introspection report: its findings, its digests, and itself to take away. */
export function Report() {
  const words = useWords();
  const language = useLanguage();
  const [wish, setWish] = useState<ReportWish>({});
  const query = useAnswer<ReportAnswer>(reportQuestion(wish, 'JSON', language));
  return (
    <>
      <h1>{words.views.report}</h1>
      <p className="lead">{words.report.lead}</p>
      <WishForm onWish={setWish} />
      <Answered query={query}>
        {({ data: { introspectionReport: report } }) => report && <MadeReport report={report} wish={wish} />}
      </Answered>
    </>
  );
}

type Made = NonNullable<ReportAnswer['introspectionReport']>;

function MadeReport({ report, wish }: { readonly report: Made; readonly wish: ReportWish }) {
  const words = useWords().report;
  const language = useLanguage();
  const content = JSON.parse(report.text) as ReportContent;
  const { asOf } = content.about;
  return (
    <>
      <section className="card card-wide">
        <h2>{words.of(formatDay(asOf, language))}</h2>
        <dl className="facts">
          <Digest label={words.supergraph} text={report.supergraph} />
          <Digest label={words.policy} text={report.policy} />
          <Digest label={words.clients} text={report.clients} />
          <Digest label={words.command} text={report.command} />
          <Digest label={words.signature} text={report.signature ?? '—'} />
        </dl>
        <ReportDownloads wish={wish} asOf={asOf} />
      </section>
      <ReportFindings content={content} />
    </>
  );
}

function Digest({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>
        <code>{text}</code>
      </dd>
    </div>
  );
}

function WishForm({ onWish }: { readonly onWish: (wish: ReportWish) => void }) {
  const { report } = useWords();
  const [draft, setDraft] = useState<ReportWish>({});
  const change = (part: keyof ReportWish) => (value: string) =>
    setDraft((before) => ({ ...before, [part]: value }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    onWish(Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== '')));
  };
  return (
    <form className="filters" onSubmit={send}>
      <TextInput type="date" label={report.asOf} value={draft.asOf ?? ''} onChange={change('asOf')} />
      <TextInput label={report.client} value={draft.client ?? ''} onChange={change('client')} />
      <TextInput label={report.purpose} value={draft.purpose ?? ''} onChange={change('purpose')} />
      <Button type="submit" className="button button-main">
        {report.make}
      </Button>
    </form>
  );
}

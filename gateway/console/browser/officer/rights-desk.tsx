import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Label, TextArea, TextField } from 'react-aria-components';
import answerText from '../../../clients/operations/rights/answer-right.graphql';
import extendText from '../../../clients/operations/rights/extend-right.graphql';
import listText from '../../../clients/operations/rights/rights-to-answer.graphql';
import takeUpText from '../../../clients/operations/rights/take-up-right.graphql';
import { askGraph } from '../graph/ask.ts';
import { usePages, type Page } from '../graph/use-pages.ts';
import { Choice } from '../parts/choice.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { NoAnswer } from '../parts/no-answer.tsx';
import { More } from '../parts/more.tsx';
import { Pages } from '../parts/pages.tsx';
import { Said } from '../parts/said.tsx';
import { Toggle } from '../parts/toggle.tsx';
import { useCodes } from '../words/code-word.ts';
import { useElementName } from '../words/element-name.ts';
import { formatDay, formatTime } from '../words/format.ts';
import { useLanguage, useWords, type Term } from '../words/language.ts';

/** A request that waits at the officer's desk. */
interface WaitingRequest {
  readonly id: string;
  readonly kind: string | null;
  readonly state: string | null;
  readonly coordinate: string | null;
  readonly routedTo: readonly string[] | null;
  readonly text: string | null;
  readonly receivedAt: string | null;
  readonly dueBy: string | null;
  readonly isLate: boolean | null;
  readonly extended: string | null;
}

interface RightsAnswer {
  readonly rightsWorkList: Page<WaitingRequest> | null;
}

type ChangeAnswer = Readonly<Record<string, ({ readonly because?: string } & Partial<Term>) | null>>;

/** Requests of data subjects about what the officer's agency holds, by the legal clock. */
export function RightsDesk() {
  const words = useWords();
  const [onlyLate, setOnlyLate] = useState(false);
  const { query, rows, errors } = usePages<RightsAnswer, WaitingRequest>(
    { text: listText, variables: onlyLate ? { isLate: true } : {} },
    ({ rightsWorkList }) => rightsWorkList,
  );
  return (
    <>
      <h1>{words.views.rights}</h1>
      <p className="lead">{words.rights.lead}</p>
      <div className="filters">
        <Toggle label={words.rights.onlyLate} isOn={onlyLate} onChange={setOnlyLate} />
      </div>
      <Pages query={query} errors={errors}>
        {rows.length === 0 && <p role="status">{words.rights.none}</p>}
        <ul className="entries">
          {rows.map((request) => (
            <Waiting key={request.id} request={request} reload={() => void query.refetch()} />
          ))}
        </ul>
        <More query={query} />
      </Pages>
    </>
  );
}

function Waiting({ request, reload }: { readonly request: WaitingRequest; readonly reload: () => void }) {
  const words = useWords();
  const language = useLanguage();
  const right = useCodes('right');
  const stateWord = useCodes('requestState');
  const owner = useCodes('subgraph');
  const elementName = useElementName();
  const { id, kind, state, coordinate, routedTo, text, receivedAt, dueBy, isLate, extended } = request;
  const change = useMutation<ChangeAnswer, Error, { text: string; variables?: object }>({
    mutationFn: async ({ text: operation, variables }) =>
      (await askGraph<ChangeAnswer>({ text: operation, variables: { id, ...variables } }, language)).data,
    onSuccess: (data) => !Object.values(data)[0]?.because && reload(),
  });
  const refused = Object.values(change.data ?? {})[0];
  return (
    <li className="entry">
      <h2>
        {right(kind ?? '')} <span className="tag">{stateWord(state ?? '')}</span>{' '}
        {isLate && <span className="tag tag-bad">{words.requests.late}</span>}
      </h2>
      <dl className="facts">
        <Said label={words.requests.text} text={text} />
        <Said label={words.requests.element} text={elementName(coordinate)} />
        <Said label={words.rights.routedTo} text={routedTo?.map(owner).join(', ')} />
        <Said label={words.requests.receivedAt} text={receivedAt && formatTime(receivedAt, language)} />
        <Said label={words.rights.clock} text={dueBy && formatDay(dueBy, language)} />
        <Said label={words.requests.extended} text={extended} />
      </dl>
      <div className="verdicts">
        {state === 'RECEIVED' ? (
          <Button
            className="button button-main"
            aria-label={words.rights.takeUpOf(right(kind ?? ''))}
            isDisabled={change.isPending}
            onPress={() => change.mutate({ text: takeUpText })}
          >
            {words.rights.takeUp}
          </Button>
        ) : (
          <>
            <AnswerRequest onSend={(variables) => change.mutate({ text: answerText, variables })} />
            {!extended && (
              <ExtendRequest onSend={(variables) => change.mutate({ text: extendText, variables })} />
            )}
          </>
        )}
      </div>
      {refused?.because && <p role="alert">{refused[language]}</p>}
      {change.error && <NoAnswer error={change.error} retry={change.reset} />}
    </li>
  );
}

function AnswerRequest({ onSend }: { readonly onSend: (variables: object) => void }) {
  const words = useWords().rights;
  const [outcome, setOutcome] = useState<keyof typeof words.outcomes>('FULFILLED');
  const [answer, setAnswer] = useState('');
  return (
    <Confirm
      label={words.answer}
      title={words.answerTitle}
      yes={words.send}
      isMain
      canConfirm={answer.trim() !== ''}
      onYes={() => onSend({ outcome, answer: answer.trim() })}
    >
      <Choice label={words.outcome} value={outcome} options={words.outcomes} onChange={setOutcome} />
      <TextField className="field" value={answer} onChange={setAnswer}>
        <Label>{words.answerText}</Label>
        <TextArea className="input" rows={4} />
      </TextField>
    </Confirm>
  );
}

function ExtendRequest({ onSend }: { readonly onSend: (variables: object) => void }) {
  const words = useWords().rights;
  const [reason, setReason] = useState('');
  return (
    <Confirm
      label={words.extend}
      title={words.extendTitle}
      yes={words.extend}
      canConfirm={reason.trim() !== ''}
      onYes={() => onSend({ reason: reason.trim() })}
    >
      <TextField className="field" value={reason} onChange={setReason}>
        <Label>{words.extendReason}</Label>
        <TextArea className="input" rows={3} />
      </TextField>
    </Confirm>
  );
}

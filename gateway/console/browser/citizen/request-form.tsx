import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Button, Label, TextArea, TextField } from 'react-aria-components';
import exerciseRightText from '../../../clients/operations/vss-portal/exercise-right.graphql';
import { askGraph } from '../graph/ask.ts';
import { Choice } from '../parts/choice.tsx';
import { NoAnswer } from '../parts/no-answer.tsx';
import { elements } from '../words/element-name.ts';
import { useLanguage, useWords, type Term } from '../words/language.ts';

type Right = keyof ReturnType<typeof useWords>['codes']['right'];

interface ExerciseRightAnswer {
  readonly requestRight: { readonly request?: { readonly id: string } | null } & Partial<Term>;
}

/** Asks something under a right. What the hub refuses, it says why. */
export function RequestForm({ onSent }: { readonly onSent: () => void }) {
  const words = useWords();
  const language = useLanguage();
  const [kind, setKind] = useState<Right>('CORRECT');
  const [coordinate, setCoordinate] = useState('');
  const [text, setText] = useState('');
  const request = useMutation<ExerciseRightAnswer, Error>({
    async mutationFn() {
      const input = { kind, text: text.trim(), ...(coordinate && { coordinate }) };
      return (
        await askGraph<ExerciseRightAnswer>({ text: exerciseRightText, variables: { input } }, language)
      ).data;
    },
    onSuccess({ requestRight }) {
      if (!requestRight.request) return;
      setText('');
      onSent();
    },
  });
  const options = {
    '': words.requests.everything,
    ...Object.fromEntries(
      Object.entries(elements).map(([element, field]) => [element, words.myData.fields[field]]),
    ),
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    request.mutate();
  };
  const answer = request.data?.requestRight;
  return (
    <form className="card" onSubmit={send}>
      <h2>{words.requests.ask}</h2>
      <div className="filters">
        <Choice<Right>
          label={words.requests.right}
          value={kind}
          options={words.codes.right}
          onChange={setKind}
        />
        <Choice
          label={words.requests.element}
          value={coordinate}
          options={options}
          onChange={setCoordinate}
        />
      </div>
      <TextField className="field" value={text} onChange={setText}>
        <Label>{words.requests.text}</Label>
        <TextArea className="input" rows={3} />
      </TextField>
      <p>
        <Button type="submit" className="button button-main" isDisabled={request.isPending}>
          {words.requests.send}
        </Button>
      </p>
      {answer && (
        <p role="status" className={`notice notice-${answer.request ? 'good' : 'bad'}`}>
          {answer.request ? words.requests.sent : answer[language]}
        </p>
      )}
      {request.error && <NoAnswer error={request.error} retry={request.reset} />}
    </form>
  );
}

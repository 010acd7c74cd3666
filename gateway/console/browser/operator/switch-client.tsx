import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import resumeText from '../../../clients/operations/console/resume-client.graphql';
import suspendText from '../../../clients/operations/console/suspend-client.graphql';
import { askGraph } from '../graph/ask.ts';
import { Choice } from '../parts/choice.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { NoAnswer } from '../parts/no-answer.tsx';
import { TextInput } from '../parts/text-input.tsx';
import { useLanguage, useWords, type Term } from '../words/language.ts';
import type { HubClient, SuspensionReason } from './how-the-hub-is.ts';

type SwitchAnswer = Readonly<
  Partial<Record<'suspendClient' | 'resumeClient', ({ readonly because?: string } & Partial<Term>) | null>>
>;

/** As many characters as the hub asks of a note. */
const leastNote = 10;

/** Suspends a client or lets it in again; each takes a note. Nothing for a client that its file suspends. */
export function SwitchClient({
  client: { id, nameVi, nameEn, suspended },
  reload,
}: {
  readonly client: HubClient;
  readonly reload: () => void;
}) {
  const words = useWords().operation;
  const language = useLanguage();
  const [reason, setReason] = useState<SuspensionReason>('SECURITY_INCIDENT');
  const [note, setNote] = useState('');
  const change = useMutation<SwitchAnswer, Error>({
    async mutationFn() {
      const input = { client: id, note, ...(!suspended && { reason }) };
      const text = suspended ? resumeText : suspendText;
      return (await askGraph<SwitchAnswer>({ text, variables: { input } }, language)).data;
    },
    onSuccess({ suspendClient, resumeClient }) {
      if ((suspendClient ?? resumeClient)?.because) return;
      setNote('');
      reload();
    },
  });
  if (suspended?.isInItsFile) return null;
  const name = language === 'vi' ? nameVi : nameEn;
  const refused = change.data?.suspendClient ?? change.data?.resumeClient;
  return (
    <>
      <Confirm
        label={suspended ? words.resume : words.suspend}
        about={suspended ? words.resumeOf(name) : words.suspendOf(name)}
        title={suspended ? words.resumeTitle : words.suspendTitle}
        yes={suspended ? words.resume : words.suspend}
        canConfirm={note.trim().length >= leastNote}
        isDisabled={change.isPending}
        onYes={change.mutate}
      >
        <p>{suspended ? words.resumeAbout(name) : words.suspendAbout(name)}</p>
        {!suspended && (
          <Choice label={words.reason} value={reason} options={words.reasons} onChange={setReason} />
        )}
        <TextInput label={words.note} value={note} onChange={setNote} />
      </Confirm>
      {refused?.because && <p role="alert">{refused[language]}</p>}
      {change.error && <NoAnswer error={change.error} retry={change.reset} />}
    </>
  );
}

import { useMutation } from '@tanstack/react-query';
import withdrawText from '../../../clients/operations/vss-portal/withdraw-request.graphql';
import { askGraph } from '../graph/ask.ts';
import { Confirm } from '../parts/confirm.tsx';
import { NoAnswer } from '../parts/no-answer.tsx';
import { useLanguage, useWords, type Term } from '../words/language.ts';

interface WithdrawAnswer {
  readonly withdrawRightsRequest: ({ readonly because?: string } & Partial<Term>) | null;
}

/** Takes a request back that is not answered yet. @param right which right it is, in words */
export function WithdrawRequest({
  id,
  right,
  onDone,
}: {
  readonly id: string;
  readonly right: string;
  readonly onDone: () => void;
}) {
  const { withdraw } = useWords();
  const language = useLanguage();
  const change = useMutation<WithdrawAnswer, Error>({
    mutationFn: async () =>
      (await askGraph<WithdrawAnswer>({ text: withdrawText, variables: { id } }, language)).data,
    onSuccess: ({ withdrawRightsRequest }) => !withdrawRightsRequest?.because && onDone(),
  });
  const refused = change.data?.withdrawRightsRequest;
  return (
    <>
      <Confirm
        label={withdraw.ask}
        about={withdraw.of(right)}
        title={withdraw.title}
        yes={withdraw.ask}
        isDisabled={change.isPending}
        onYes={change.mutate}
      >
        <p>{withdraw.about}</p>
      </Confirm>
      {refused?.because && <p role="alert">{refused[language]}</p>}
      {change.error && <NoAnswer error={change.error} retry={change.reset} />}
    </>
  );
}

import { useMutation } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import { Button } from 'react-aria-components';
import decideText from '../../../clients/operations/vss-benefits/decide-claim.graphql';
import type { Claim } from '../claim/claim.ts';
import { askGraph } from '../graph/ask.ts';
import { Choice } from '../parts/choice.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { NoAnswer } from '../parts/no-answer.tsx';
import { useCodes } from '../words/code-word.ts';
import { formatDay, formatMoney } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import { ReasonsContext, useReasons } from './claim-reasons.ts';

interface DecideAnswer {
  readonly decideClaim: {
    readonly because?: keyof ReturnType<typeof useWords>['decide']['because'];
    readonly claim: { readonly decision?: { readonly number: string | null } | null } | null;
  } | null;
}

const decidable = ['VERIFYING', 'ADJUSTED'];

/**
 * Decides the claim as it was looked at: the version goes with the decision, so that of two officers the second is told
 * that it has changed, or was decided, and looks again.
 */
export function DecideClaim({ claim, reload }: { readonly claim: Claim; readonly reload: () => void }) {
  const words = useWords();
  const language = useLanguage();
  const [reasonCode, setReasonCode] = useState('');
  const decide = useMutation<DecideAnswer, Error, 'AS_ASSESSED' | 'REFUSE'>({
    async mutationFn(verdict) {
      const refusal = verdict === 'REFUSE' && { reasonCode };
      const input = { claim: claim.id, version: claim.source?.version ?? 0, verdict, ...refusal };
      const question = { text: decideText, variables: { input }, caseNumber: claim.number ?? claim.id };
      return (await askGraph<DecideAnswer>(question, language)).data;
    },
  });
  const isOpen = decidable.includes(claim.state ?? '') && claim.assessment;
  const answer = decide.data?.decideClaim;
  return (
    <section className="card card-wide">
      <h2>{words.decide.title}</h2>
      {!isOpen && !answer && <p>{words.decide.notNow}</p>}
      {isOpen && !answer && (
        <>
          {claim.dueOn && <p>{words.decide.isLate(formatDay(claim.dueOn, language))}</p>}
          <Verdicts
            claim={claim}
            refusal={[reasonCode, setReasonCode]}
            isPending={decide.isPending}
            onDecide={decide.mutate}
          />
        </>
      )}
      {answer && (
        <div role="status" className={`notice notice-${answer.because ? 'bad' : 'good'}`}>
          <p>
            {answer.because
              ? words.decide.because[answer.because]
              : words.decide.done(answer.claim?.decision?.number ?? '')}
          </p>
          <Button className="button" onPress={reload}>
            {words.decide.reload}
          </Button>
        </div>
      )}
      {decide.error && <NoAnswer error={decide.error} retry={decide.reset} />}
    </section>
  );
}

function Verdicts({
  claim: { assessment },
  refusal: [reasonCode, setReasonCode],
  isPending,
  onDecide,
}: {
  readonly claim: Claim;
  readonly refusal: readonly [string, (code: string) => void];
  readonly isPending: boolean;
  readonly onDecide: (verdict: 'AS_ASSESSED' | 'REFUSE') => void;
}) {
  const words = useWords().decide;
  const language = useLanguage();
  const outcomeWord = useCodes('claimOutcome');
  const reasonText = useReasons();
  const reasons = useContext(ReasonsContext).filter(({ refuses }) => refuses);
  const options = {
    '': words.choose,
    ...Object.fromEntries(reasons.map((reason) => [reason.code, reason[language]])),
  };
  const amount = assessment?.amount ?? null;
  return (
    <div className="verdicts">
      <Confirm
        label={words.grant}
        title={words.confirm}
        yes={words.yes}
        isMain
        isDisabled={isPending}
        onYes={() => onDecide('AS_ASSESSED')}
      >
        <p>
          {words.confirmGrant(
            outcomeWord(assessment?.outcome ?? ''),
            amount === null ? '—' : formatMoney(amount, language),
          )}
        </p>
        <p>{words.final}</p>
      </Confirm>
      <div className="filters">
        <Choice label={words.refusal} value={reasonCode} options={options} onChange={setReasonCode} />
        <Confirm
          label={words.refuse}
          title={words.confirm}
          yes={words.yes}
          isDisabled={isPending || reasonCode === ''}
          onYes={() => onDecide('REFUSE')}
        >
          <p>{words.confirmRefuse}</p>
          <blockquote>{reasonText(reasonCode)}</blockquote>
          <p>{words.final}</p>
        </Confirm>
      </div>
    </div>
  );
}

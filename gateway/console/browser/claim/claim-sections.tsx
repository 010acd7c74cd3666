import type { ReactNode } from 'react';
import type { AnswerError } from '../graph/ask.ts';
import { Fact } from '../parts/fact.tsx';
import { Said } from '../parts/said.tsx';
import { useCodes } from '../words/code-word.ts';
import { formatDay, formatMoney, formatTime } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import { Assessment } from './assessment.tsx';
import type { Claim, EvidencePaper } from './claim.ts';
import { EvidenceTable } from './evidence-table.tsx';
import { LinesTable } from './lines-table.tsx';

/** A claim, and what the answer said beside it. */
export interface ShownClaim {
  readonly claim: Claim;
  readonly errors: readonly AnswerError[];
  /** Path of the claim in its answer. */
  readonly path: string;
  /** Number under which the request named it as its case, if it did. */
  readonly caseNumber?: string | undefined;
}

/** All about a claim: where it stands, what happened, what it rests on, what was decided and why. */
export function ClaimSections({
  shown,
  actions,
}: {
  readonly shown: ShownClaim;
  /** What can be done about a paper; nothing if left out. */
  readonly actions?: (paper: EvidencePaper) => ReactNode;
}) {
  const words = useWords().claims;
  return (
    <>
      <ClaimFacts shown={shown} />
      <Assessment shown={shown} />
      <Decision shown={shown} />
      <h3>{words.evidence}</h3>
      <EvidenceTable shown={shown} actions={actions} />
      <h3>{words.timeline}</h3>
      <Timeline shown={shown} />
    </>
  );
}

function placeIn({ errors, path, caseNumber }: ShownClaim, coordinate: string, below: string) {
  return { coordinate, path: `${path}.${below}`, errors, caseNumber };
}

function ClaimFacts({ shown }: { readonly shown: ShownClaim }) {
  const { claims: words, claim } = useWords();
  const language = useLanguage();
  const stateWord = useCodes('claimState');
  const { state, submittedAt, dueOn, office, leaveFrom, leaveTo, leaveDays } = shown.claim;
  const at = (field: string) => placeIn(shown, `Claim.${field}`, field);
  return (
    <dl className="facts">
      <Fact label={words.state} value={state && stateWord(state)} place={at('state')} />
      <Fact
        label={words.submittedAt}
        value={submittedAt && formatTime(submittedAt, language)}
        place={at('submittedAt')}
      />
      <Fact label={words.dueOn} value={dueOn && formatDay(dueOn, language)} place={at('dueOn')} />
      <Fact label={words.office} value={office} place={at('office')} />
      {leaveFrom && leaveTo && (
        <Said
          label={claim.leave}
          text={`${formatDay(leaveFrom, language)} – ${formatDay(leaveTo, language)} (${claim.leaveDays(leaveDays ?? 0)})`}
        />
      )}
    </dl>
  );
}

function Decision({ shown }: { readonly shown: ShownClaim }) {
  const words = useWords().claims;
  const language = useLanguage();
  const outcomeWord = useCodes('claimOutcome');
  const { decision, payments } = shown.claim;
  const at = (field: string) => placeIn(shown, `BenefitDecision.${field}`, `decision.${field}`);
  if (!decision) {
    return (
      <>
        <h3>{words.decision}</h3>
        <p>{words.noDecision}</p>
      </>
    );
  }
  const { number, decidedOn, outcome, reason, reasonCode, amount } = decision;
  const isLess = outcome !== 'APPROVED';
  return (
    <>
      <h3>{words.decision}</h3>
      <dl className="facts">
        <Fact label={words.outcome} value={outcome && outcomeWord(outcome)} place={at('outcome')} />
        {/* The law asks for a reason where less was granted than was asked for. */}
        {isLess && <Fact label={words.reason} value={reason} place={at('reason')} />}
        {isLess && <Fact label={words.reasonCode} value={reasonCode} place={at('reasonCode')} />}
        <Fact
          label={words.amount}
          value={amount === null ? null : formatMoney(amount, language)}
          place={at('amount')}
        />
        <Fact label={words.decisionNumber} value={number} place={at('number')} />
        <Fact
          label={words.decidedOn}
          value={decidedOn && formatDay(decidedOn, language)}
          place={at('decidedOn')}
        />
        {payments?.map(({ orderNumber, paidOn }, index) => (
          <Fact
            key={orderNumber ?? index}
            label={words.paidOn}
            value={paidOn && formatDay(paidOn, language)}
            place={placeIn(shown, 'BenefitPayment.paidOn', 'payments.paidOn')}
          />
        ))}
      </dl>
      <h3>{words.lines}</h3>
      <LinesTable lines={decision.lines} place={at('lines')} />
    </>
  );
}

function Timeline({ shown }: { readonly shown: ShownClaim }) {
  const words = useWords().claims;
  const language = useLanguage();
  const stateWord = useCodes('claimState');
  const { timeline } = shown.claim;
  if (!timeline) {
    return (
      <dl className="facts">
        <Fact label={words.timeline} value={null} place={placeIn(shown, 'Claim.timeline', 'timeline')} />
      </dl>
    );
  }
  return (
    <ol className="timeline">
      {timeline.map(({ at, state, actor, note }, index) => (
        <li key={at ?? index}>
          {at && <time dateTime={at}>{formatTime(at, language)}</time>}
          <strong>{stateWord(state ?? '')}</strong>
          <span className="quiet" lang="vi">
            {[actor, note].filter(Boolean).join(' — ')}
          </span>
        </li>
      ))}
    </ol>
  );
}

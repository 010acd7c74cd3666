import { useState, type FormEvent } from 'react';
import { Button } from 'react-aria-components';
import { Link, useLocation } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import claimText from '../../../clients/operations/console/claim-to-decide.graphql';
import type { Claim } from '../claim/claim.ts';
import { ClaimSections } from '../claim/claim-sections.tsx';
import type { AnswerError } from '../graph/ask.ts';
import { whyEmpty } from '../graph/refusals.ts';
import { useAnswer } from '../graph/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { TextInput } from '../parts/text-input.tsx';
import { useCodes } from '../words/code-word.ts';
import { useWords } from '../words/language.ts';
import { Claimant, type ClaimantFacts } from './claimant.tsx';
import { DecideClaim } from './decide-claim.tsx';
import { ReportDefect } from './report-defect.tsx';
import { ReasonsContext, type ClaimReason } from './claim-reasons.ts';

interface ClaimAnswer {
  readonly claimReasons: readonly ClaimReason[] | null;
  readonly claimByNumber: (Claim & { readonly claimant: ClaimantFacts | null }) | null;
}

/** What an officer states to open a claim. */
export interface Opening {
  readonly number: string;
  readonly reason: string;
}

/** A claim, opened under its own number: that is the case which the hub records. */
export function ClaimDesk() {
  const words = useWords();
  const opening = useHistoryState<Opening | null>();
  return (
    <>
      <h1>{words.views.claim}</h1>
      {opening ? (
        <OpenedClaim key={opening.number} opening={opening} />
      ) : (
        <p>
          {words.claim.noneOpen} <Link href="/tasks">{words.claim.toTasks}</Link>
        </p>
      )}
    </>
  );
}

function OpenedClaim({ opening: { number, reason } }: { readonly opening: Opening }) {
  const words = useWords();
  const scheme = useCodes('scheme');
  const query = useAnswer<ClaimAnswer>({
    text: claimText,
    variables: { number },
    caseNumber: number,
    reason: reason || undefined,
  });
  const reload = () => void query.refetch();
  return (
    <Answered query={query}>
      {({ data: { claimByNumber: claim, claimReasons }, errors }) =>
        claim ? (
          <ReasonsContext value={claimReasons ?? []}>
            <p className="notice">
              {words.claim.openedFor(number)} {reason && words.claim.statedReason(reason)}
            </p>
            <section className="card card-wide">
              <h2>
                {scheme(claim.scheme ?? '')} <span className="quiet">{claim.number}</span>
              </h2>
              <ClaimSections
                shown={{ claim, errors, path: 'claimByNumber', caseNumber: number }}
                actions={(paper) => <ReportDefect claim={claim} paper={paper} onDone={reload} />}
              />
            </section>
            <section className="card card-wide">
              {claim.claimant && <Claimant claimant={claim.claimant} errors={errors} caseNumber={number} />}
              <StateReason number={number} />
            </section>
            <DecideClaim key={claim.source?.version} claim={claim} reload={reload} />
          </ReasonsContext>
        ) : (
          <p role="alert" className="notice notice-bad">
            {words.claim.notFound} {refusedOf(errors)} <Link href="/tasks">{words.claim.toTasks}</Link>
          </p>
        )
      }
    </Answered>
  );
}

/** What the hub says of the claim itself, and not of what would stand in it. */
function refusedOf(errors: readonly AnswerError[]): string {
  const reason = whyEmpty(errors, 'Query.claimByNumber', 'claimByNumber');
  return reason.kind === 'not-recorded' ? '' : reason.message;
}

/** Opens the same claim again with a reason: what the law wants one for is shown then. */
function StateReason({ number }: { readonly number: string }) {
  const { claim } = useWords();
  const [, navigate] = useLocation();
  const [reason, setReason] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    const opening: Opening = { number, reason: reason.trim() };
    if (opening.reason) navigate('/claim', { state: opening });
  };
  return (
    <form className="filters" onSubmit={send}>
      <TextInput label={claim.reason} value={reason} onChange={setReason} />
      <Button type="submit" className="button">
        {claim.giveReason}
      </Button>
    </form>
  );
}

import { useState, type FormEvent } from 'react';
import { Button } from 'react-aria-components';
import claimText from '../../../clients/operations/console/claim-to-decide.graphql';
import type { Claim } from '../claim/claim.ts';
import { ClaimSections } from '../claim/claim-sections.tsx';
import { useAnswer } from '../graph/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { TextInput } from '../parts/text-input.tsx';
import { useCodes } from '../words/code-word.ts';
import { useWords } from '../words/language.ts';
import { Claimant, type ClaimantFacts } from './claimant.tsx';

interface ClaimAnswer {
  readonly claimByNumber: (Claim & { readonly claimant: ClaimantFacts | null }) | null;
}

/** What an officer states to open a claim. */
interface Opening {
  readonly number: string;
  readonly reason: string;
}

/** A claim, opened under its own number: that is the case which the hub records. */
export function ClaimDesk() {
  const words = useWords();
  const [opening, setOpening] = useState<Opening>();
  return (
    <>
      <h1>{words.views.claim}</h1>
      <p className="lead">{words.claim.lead}</p>
      <p className="quiet">{words.claim.noList}</p>
      <OpeningForm onOpen={setOpening} />
      {opening && <OpenedClaim opening={opening} />}
    </>
  );
}

function OpeningForm({ onOpen }: { readonly onOpen: (opening: Opening) => void }) {
  const { claim } = useWords();
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (number.trim()) onOpen({ number: number.trim(), reason: reason.trim() });
  };
  return (
    <form className="filters" onSubmit={send}>
      <TextInput label={claim.number} value={number} onChange={setNumber} />
      <TextInput label={claim.reason} value={reason} onChange={setReason} />
      <Button type="submit" className="button button-main">
        {claim.open}
      </Button>
    </form>
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
  return (
    <Answered query={query}>
      {({ data: { claimByNumber: claim }, errors }) =>
        claim ? (
          <section className="card card-wide">
            <h2>
              {scheme(claim.scheme ?? '')} <span className="quiet">{claim.number}</span>
            </h2>
            <ClaimSections shown={{ claim, errors, path: 'claimByNumber', caseNumber: number }} />
            {claim.claimant && <Claimant claimant={claim.claimant} errors={errors} caseNumber={number} />}
          </section>
        ) : (
          <p role="alert" className="notice notice-bad">
            {words.claim.notFound} {errors[0]?.message}
          </p>
        )
      }
    </Answered>
  );
}

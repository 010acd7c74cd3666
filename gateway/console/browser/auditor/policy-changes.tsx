import { useState } from 'react';
import { Button } from 'react-aria-components';
import changesText from '../../../clients/operations/console/policy-changes.graphql';
import revisionsText from '../../../clients/operations/console/policy-revisions.graphql';
import { useAnswer } from '../graph/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { Choice } from '../parts/choice.tsx';
import { formatTime } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import { PolicyChangeTable, type PolicyChange } from './policy-change-table.tsx';

interface Revision {
  readonly id: string;
  readonly policyVersion: string;
  readonly servedFrom: string;
}

interface RevisionsAnswer {
  readonly policyRevisions: readonly Revision[] | null;
}

interface ChangesAnswer {
  readonly policyChanges: readonly PolicyChange[] | null;
}

/** Two of the policies that the hub has served, and what was loosened, tightened or based on other law between them. */
export function PolicyChanges() {
  const words = useWords().changes;
  const query = useAnswer<RevisionsAnswer>({ text: revisionsText });
  return (
    <section>
      <h2>{words.policies}</h2>
      <p className="quiet">{words.policiesAbout}</p>
      <Answered query={query}>
        {({ data: { policyRevisions } }) => <ChooseTwo revisions={policyRevisions ?? []} />}
      </Answered>
    </section>
  );
}

function ChooseTwo({ revisions }: { readonly revisions: readonly Revision[] }) {
  const words = useWords().changes;
  const language = useLanguage();
  const [latest, before] = revisions;
  const [old, setOld] = useState(before?.id ?? '');
  const [now, setNow] = useState(latest?.id ?? '');
  const [pair, setPair] = useState<readonly [string, string]>();
  if (!before) return <p role="status">{words.onePolicy}</p>;
  const options = Object.fromEntries(
    revisions.map(({ id, servedFrom }) => [id, `${formatTime(servedFrom, language)} · ${id.slice(0, 8)}`]),
  );
  return (
    <>
      <div className="filters">
        <Choice label={words.oldPolicy} value={old} options={options} onChange={setOld} />
        <Choice label={words.nowPolicy} value={now} options={options} onChange={setNow} />
        <Button className="button button-main" onPress={() => setPair([old, now])}>
          {words.comparePolicies}
        </Button>
      </div>
      {pair && <Changed pair={pair} />}
    </>
  );
}

function Changed({ pair: [old, now] }: { readonly pair: readonly [string, string] }) {
  const words = useWords().changes;
  const query = useAnswer<ChangesAnswer>({ text: changesText, variables: { old, now } });
  return (
    <Answered query={query}>
      {({ data: { policyChanges } }) => (
        <>
          {policyChanges?.length === 0 && <p role="status">{words.none}</p>}
          {(['WORD', 'LOOSENED', 'TIGHTENED', 'REBASED'] as const).map((direction) => (
            <PolicyChangeTable
              key={direction}
              title={words.directions[direction]}
              changes={(policyChanges ?? []).filter((change) => change.direction === direction)}
            />
          ))}
        </>
      )}
    </Answered>
  );
}

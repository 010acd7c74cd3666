import type { Outcome } from '../parts/articles.tsx';
import { isOpen, OpenOutcomes } from '../parts/open-outcomes.tsx';
import { inLanguage, useLanguage, type Term } from '../words/language.ts';

/** What the policy says of a field for one purpose. */
export interface PurposeDecision {
  readonly purpose: (Term & { readonly code: string }) | null;
  readonly outcomes: readonly Outcome[];
}

/** Whether a purpose opens a field under any relation. */
export function opensField({ outcomes }: PurposeDecision): boolean {
  return outcomes.some(isOpen);
}

/** What one purpose makes of a field, under each relation that opens it, and on which law. */
export function PurposeOutcome({ decision }: { readonly decision: PurposeDecision }) {
  const language = useLanguage();
  const { purpose, outcomes } = decision;
  return (
    <section>
      <h3>
        {purpose && inLanguage(purpose, language)} <code>{purpose?.code}</code>
      </h3>
      <OpenOutcomes outcomes={outcomes} />
    </section>
  );
}

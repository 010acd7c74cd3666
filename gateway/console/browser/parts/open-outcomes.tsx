import { useCodes } from '../words/code-word.ts';
import { inLanguage, useLanguage } from '../words/language.ts';
import { Articles, articlesOf, type Outcome } from './articles.tsx';

/** Whether a field is shown, in whatever way, under a relation. */
export function isOpen({ verdict }: Outcome): boolean {
  return verdict !== 'NONE';
}

/** The relations that open a field: how much of it, and on which law. */
export function OpenOutcomes({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  const language = useLanguage();
  const verdictWord = useCodes('verdict');
  return (
    <ul className="outcomes">
      {outcomes.filter(isOpen).map((outcome) => (
        <li key={outcome.relation.code}>
          <p>
            <strong>{verdictWord(outcome.verdict)}</strong> — {inLanguage(outcome.relation, language)}
          </p>
          <Articles articles={articlesOf(outcome)} />
        </li>
      ))}
    </ul>
  );
}

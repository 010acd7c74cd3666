import { citeLaw } from '../words/cite-law.ts';
import { useLanguage, useWords, type Term } from '../words/language.ts';

/** An article of law, as the graph tells it. */
export interface Article extends Term {
  readonly id: string;
  readonly actVi: string;
  readonly actEn: string;
  readonly article: string;
  readonly inForce: boolean;
  readonly verified: boolean;
}

/** What becomes of a field under one relation. */
export interface Outcome {
  readonly relation: Term & { readonly code: string };
  readonly verdict: string;
  readonly howToAsk: readonly Term[];
  readonly categories: readonly {
    readonly policies: readonly { readonly id: string; readonly articles: readonly Article[] }[];
  }[];
}

/** Each article that decided, once. */
export function articlesOf({ categories }: Pick<Outcome, 'categories'>): readonly Article[] {
  const all = categories.flatMap(({ policies }) => policies.flatMap(({ articles }) => articles));
  return [...new Map(all.map((article) => [article.id, article])).values()];
}

/** The law that something rests on. */
export function Articles({ articles }: { readonly articles: readonly Article[] }) {
  const words = useWords();
  const language = useLanguage();
  if (articles.length === 0) return null;
  return (
    <ul className="articles" aria-label={words.law}>
      {articles.map(({ id, actVi, actEn, article, vi, en, inForce, verified }) => (
        <li key={id}>
          <cite>
            {language === 'vi' ? actVi : actEn}, {citeLaw(article, language)}
          </cite>
          : {language === 'vi' ? vi : en}
          {!inForce && <em> ({words.notInForce})</em>}
          {!verified && <em> ({words.unverifiedLaw})</em>}
        </li>
      ))}
    </ul>
  );
}

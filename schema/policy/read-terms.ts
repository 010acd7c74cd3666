import { problemsOfLaw } from './cited-law.ts';
import type { LegalRegister } from './law/register.ts';
import { refuseProblems } from './policy-error.ts';
import {
  day,
  optional,
  readList,
  readYaml,
  text,
  texts,
  yesOrNo,
  type Entry,
  type Kind,
} from './read-list.ts';

/** What every term of law says: from which day on it counts, on which articles, and whether they were read. */
const ofLaw = { from: day, articles: texts, verified: yesOrNo, doubt: optional(text) };

/**
 * Reads a file of terms of law, in the order of their days.
 *
 * @param own what a term says besides
 * @param of the key of its own by which terms of one day differ; there is one a day where it is left out
 * @throws PolicyError with a line for each mistake
 */
export function readTerms<Own extends Readonly<Record<string, Kind<unknown>>>>(
  yaml: string,
  file: string,
  own: Own,
  { articles }: Pick<LegalRegister, 'articles'>,
  of?: keyof Own & string,
): readonly (Entry<typeof ofLaw> & Entry<Own>)[] {
  const unique = of === undefined ? ['from'] : ['from', of];
  const terms = readList(readYaml(yaml, file), file, { ...ofLaw, ...own }, unique);
  // The compiler does not know the keys of a type that is still open.
  const lawful = terms as readonly unknown[] as readonly (Entry<typeof ofLaw> & Entry<Own>)[];
  refuseProblems(
    lawful.flatMap((term) => problemsOfLaw(term, articles).map((wrong) => `${file}: ${term.from}: ${wrong}`)),
  );
  return lawful.toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

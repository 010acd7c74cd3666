import { PolicyError, refuseProblems } from '../policy-error.ts';
import { day, optional, readList, readYaml, text, texts, yesOrNo } from '../read-list.ts';
import { checkActs } from './check-acts.ts';
import type { Act, Article, LegalRegister } from './register.ts';

const actKinds = {
  id: text,
  vi: text,
  en: text,
  inForceFrom: day,
  inForceTo: optional(day),
  replacedBy: optional(texts),
  verified: yesOrNo,
  doubt: optional(text),
};

const articleKinds = {
  id: text,
  act: text,
  article: text,
  vi: text,
  en: text,
  verified: yesOrNo,
  doubt: optional(text),
};

/**
 * Reads the register of law. Throws a `PolicyError` where an entry is not complete, cites what is not there, or has
 * dates that cannot be.
 */
export function readRegister(yaml: string, file: string): LegalRegister {
  const lists = readYaml(yaml, file);
  if (typeof lists !== 'object' || lists === null || !('acts' in lists) || !('articles' in lists)) {
    throw new PolicyError([`${file}: must have the lists acts and articles`]);
  }
  const actEntries = readList(lists.acts, file, actKinds);
  const articleEntries = readList(lists.articles, file, articleKinds);
  const acts = new Map(
    actEntries.map(({ id, vi, en, inForceFrom, inForceTo, replacedBy = [], doubt }): [string, Act] => [
      id,
      { id, vi, en, inForceFrom, inForceTo, replacedBy, doubt },
    ]),
  );
  refuseProblems([
    ...[...actEntries, ...articleEntries].flatMap((entry) => checkDoubt(entry, file)),
    ...checkActs(acts, file),
    ...articleEntries
      .filter(({ act }) => !acts.has(act))
      .map(
        ({ id, act }) => `${file}: ${id}: the act ${act} is not in the register: enter it or correct its id`,
      ),
  ]);
  const articles = articleEntries.flatMap(({ act: actId, id, article, vi, en, doubt }): Article[] => {
    const act = acts.get(actId);
    return act ? [{ id, act, article, vi, en, doubt }] : [];
  });
  return { acts, articles: new Map(articles.map((article) => [article.id, article])) };
}

interface Checked {
  readonly id: string;
  readonly verified: boolean;
  readonly doubt: string | undefined;
}

function checkDoubt({ id, verified, doubt }: Checked, file: string): readonly string[] {
  if (verified === (doubt === undefined)) return [];
  return [
    verified
      ? `${file}: ${id}: is verified and has a doubt: remove one of the two`
      : `${file}: ${id}: is not verified: say in doubt what is to be confirmed`,
  ];
}

import { forceOn } from '../policy/law/register.ts';
import type { Act } from '../policy/law/register.ts';
import type { Policy } from '../policy/policy.ts';
import type { AccessChange, Asker } from './access-change.ts';
import { agreementsFile, meets } from './agreement.ts';
import type { Agreement, JudgedChange } from './agreement.ts';
import type { DayRange } from './conditions.ts';

/** The loosenings with what carries them, and what is wrong with the entries that should. */
export interface Judgement {
  readonly loosenings: readonly JudgedChange[];
  /** One line for each word of a new entry that meets no loosening. */
  readonly problems: readonly string[];
}

const agreed = ['coordinates', 'roles', 'purposes', 'articles'] as const;

/**
 * Judges each loosening: on every day on which it holds, an article must be in force on which it rests and which either
 * no policy of the old side cited, or a new entry names.
 */
export function judgeLoosenings(
  changes: readonly AccessChange[],
  {
    old,
    now,
    agreements,
  }: { readonly old: Policy; readonly now: Policy; readonly agreements: readonly Agreement[] },
): Judgement {
  const cited = new Set([...old.policies.values(), ...old.purposes.values()].flatMap(articlesOf));
  const actOf = (article: string) => now.register.articles.get(article)?.act;
  const used = new Set<string>();
  const loosenings = changes.map((change): JudgedChange => {
    const { to, elements, askers } = change;
    const rests = to.articles.length > 0 ? to.articles : [...now.register.articles.keys()];
    const newlyCited = to.articles.filter((article) => !cited.has(article));
    const points = pointsOf(
      change,
      rests.flatMap((article) => actOf(article) ?? []),
    );
    const inForce = (articles: readonly string[], point: string) =>
      articles.filter((id) => {
        const act = actOf(id);
        return act !== undefined && forceOn(act, point) === 'IN_FORCE';
      });
    const signed = new Set<string>();

    const isCovered = (element: string, asker: Asker): boolean => {
      const speaking = agreements.flatMap((agreement) => {
        const met = meets(agreement, element, asker);
        const articles = agreement.articles.filter((article) => rests.includes(article));
        return met ? [{ agreement, met: { ...met, articles } }] : [];
      });
      return (
        points.filter((point) => {
          let carried = inForce(newlyCited, point).length > 0;
          for (const { agreement, met } of speaking) {
            const articles = agreement.from <= point ? inForce(met.articles, point) : [];
            if (articles.length === 0) continue;
            carried = true;
            signed.add(agreement.id);
            const words = { ...met, articles };
            for (const key of agreed) for (const word of words[key]) used.add(wordOf(agreement, key, word));
          }
          return !carried;
        }).length === 0
      );
    };
    const uncovered = elements.filter(
      (element) => askers.filter((asker) => !isCovered(element, asker)).length > 0,
    );
    return { ...change, agreements: [...signed].toSorted(), newlyCited, uncovered };
  });
  return { loosenings, problems: agreements.flatMap((agreement) => unmet(agreement, used)) };
}

function unmet(agreement: Agreement, used: ReadonlySet<string>): readonly string[] {
  return agreed.flatMap((key) =>
    agreement[key]
      .filter((word) => !used.has(wordOf(agreement, key, word)))
      .map((word) => `${agreementsFile}: ${agreement.id}: ${word} of ${key} meets no loosening: remove it`),
  );
}

/** Days between which nothing changes about the law: the first of each range, and those on which an act comes or goes. */
function pointsOf({ conditions, kind }: AccessChange, acts: readonly Act[]): readonly string[] {
  // A term holds for every request of its purpose: the law must carry it for good.
  const ranges: readonly DayRange[] =
    kind === 'term' ? [{ from: lastDay }] : conditions.flatMap(({ days }) => days);
  const turns = acts.flatMap(({ inForceFrom, inForceTo }) => [
    inForceFrom,
    ...(inForceTo === undefined ? [] : [Temporal.PlainDate.from(inForceTo).add({ days: 1 }).toString()]),
  ]);
  const points = ranges.flatMap(({ from = firstDay, to = lastDay }) => [
    from,
    ...turns.filter((day) => from < day && day <= to),
  ]);
  return [...new Set(points)].toSorted();
}

const firstDay = '0001-01-01';
const lastDay = '9999-12-31';

function articlesOf(cites: { readonly basis: readonly string[] } | { readonly bases: readonly string[] }) {
  return 'basis' in cites ? cites.basis : cites.bases;
}

function wordOf({ id }: Agreement, key: string, word: string): string {
  return JSON.stringify([id, key, word]);
}

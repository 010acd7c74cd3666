import { citeArticle } from '../../schema/policy/law/cite-article.ts';
import { basisOn, forceOn } from '../../schema/policy/law/register.ts';
import type { Policy } from '../../schema/policy/policy.ts';
import type { ClientRegister } from '../identity/clients/client.ts';
import type { EndingAgreement, EndingBasis } from './report.ts';

/** How long before the end something is told of. */
const soon = { days: 180 };

/** The articles that policies cite and that have ended by a day, or end soon after it. */
export function endingBases({ policies, register }: Policy, day: string): readonly EndingBasis[] {
  const horizon = dayAfter(day);
  const citing = new Map<string, string[]>();
  for (const { id, basis } of policies.values()) {
    for (const article of basis) citing.getOrInsertComputed(article, () => []).push(id);
  }
  const isBare = (policy: string) =>
    basisOn(register, policies.get(policy)?.basis ?? [], day).every(({ force }) => force !== 'IN_FORCE');
  return [...citing]
    .flatMap(([article, by]): readonly EndingBasis[] => {
      const [dated] = basisOn(register, [article], day);
      const to = dated?.act.inForceTo;
      if (!dated || to === undefined || to > horizon) return [];
      return [
        {
          article,
          cited: citeArticle(dated),
          to,
          hasEnded: forceOn(dated.act, day) === 'ENDED',
          replacedBy: dated.replacedBy.map(({ vi, en }) => ({ vi, en })),
          policies: by.toSorted(),
          bare: by.filter(isBare).toSorted(),
        },
      ];
    })
    .toSorted((a, b) => (`${a.to}${a.article}` < `${b.to}${b.article}` ? -1 : 1));
}

/** The agreements of clients that have ended by a day, or end soon after it. */
export function endingAgreements(clients: ClientRegister, day: string): readonly EndingAgreement[] {
  const horizon = dayAfter(day);
  return [...clients.values()]
    .filter(({ agreement }) => agreement.to <= horizon)
    .map(({ id, agreement: { number, to } }) => ({ client: id, number, to, hasEnded: to < day }))
    .toSorted((a, b) => (`${a.to}${a.client}` < `${b.to}${b.client}` ? -1 : 1));
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add(soon).toString();
}

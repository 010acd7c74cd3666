import type { Policy } from '../policy/policy.ts';
import type { AccessChange } from './access-change.ts';
import type { Outcome } from './outcome.ts';

/**
 * Compares what purposes and roles ask of every request, whatever it reads: the assurance with which the caller is
 * known, whether a case is named, the kind of organisation whose clients act in the role. Which roles may state a
 * purpose shows at the elements, since policies and purposes must agree on them.
 */
export function compareTerms(old: Policy, now: Policy): readonly AccessChange[] {
  const ofPurposes = [...now.purposes.values()].flatMap((after) => {
    const before = old.purposes.get(after.code);
    if (!before) return [];
    const askers = after.roles.map((role) => ({ role, purpose: after.code }));
    const bases = [before.bases, after.bases] as const;
    const terms = [
      { name: '@minimumAssurance', from: before.minimumAssurance, to: after.minimumAssurance },
      { name: '@caseRequired', from: before.caseRequired, to: after.caseRequired },
    ];
    return terms
      .filter(({ from, to }) => from !== to)
      .map(({ name, from, to }) =>
        term(name, to < from ? 'loosened' : 'tightened', askers, [from, to], bases),
      );
  });
  const ofRoles = [...now.roles.values()].flatMap((after) => {
    const before = old.roles.get(after.code);
    if (!before || before.agency === after.agency) return [];
    const askers = [...now.purposes.values()]
      .filter(({ roles }) => roles.includes(after.code))
      .map(({ code }) => ({ role: after.code, purpose: code }));
    return [term('@agency', 'both', askers, [before.agency, after.agency], [[], []])];
  });
  return [...ofPurposes, ...ofRoles];
}

type Pair<T> = readonly [from: T, to: T];

function term(
  name: string,
  direction: AccessChange['direction'],
  askers: AccessChange['askers'],
  [from, to]: Pair<string | number | boolean>,
  [basesFrom, basesTo]: Pair<readonly string[]>,
): AccessChange {
  const outcome = (value: string | number | boolean, articles: readonly string[]): Outcome => {
    return { verdict: String(value), masks: [], policies: [], articles, law: articles.join('; ') };
  };
  return {
    direction,
    kind: 'term',
    elements: [name],
    classification: undefined,
    askers,
    conditions: [],
    from: outcome(from, basesFrom),
    to: outcome(to, basesTo),
  };
}

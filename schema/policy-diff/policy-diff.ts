import type { AccessChange } from './access-change.ts';
import { newAgreements, readAgreements } from './agreement.ts';
import type { JudgedChange } from './agreement.ts';
import { compareShapes } from './client-document.ts';
import type { ShapeChanges } from './client-document.ts';
import { compareAccess } from './compare-access.ts';
import { compareTerms } from './compare-terms.ts';
import { compareWords, type WordChange } from './compare-words.ts';
import { judgeLoosenings } from './judge-loosenings.ts';
import { requestWordsOf } from './requests.ts';
import { assembleSides } from './side.ts';
import type { SideTexts } from './side-texts.ts';

/** What changed between two sides about who may see what. A change that shows something else is in both first lists. */
export interface PolicyDiff {
  readonly versions: { readonly old: string; readonly now: string };
  /** What either side knows: with ANONYMOUS, a caller without a token, and NONE, a request without a purpose. */
  readonly words: { readonly roles: readonly string[]; readonly purposes: readonly string[] };
  /** Purposes and roles of one side alone. */
  readonly wordChanges: readonly WordChange[];
  /** Somebody may see more. */
  readonly loosened: readonly JudgedChange[];
  /** Somebody may see less. */
  readonly tightened: readonly AccessChange[];
  /** As much as before, on other articles or on articles with other days. */
  readonly rebased: readonly AccessChange[];
  /** Entries of agreed loosenings that do not hold. */
  readonly problems: readonly string[];
  readonly shape: ShapeChanges;
}

/**
 * Compares two sides.
 *
 * @throws PolicyError or BadInput for texts that make no policy or no graph
 */
export function diffPolicies(oldTexts: SideTexts, nowTexts: SideTexts): PolicyDiff {
  const agreements = newAgreements(readAgreements(oldTexts.loosenings), readAgreements(nowTexts.loosenings));
  const { old, now } = assembleSides(oldTexts, nowTexts);
  const changes = [...compareTerms(old.policy, now.policy), ...compareAccess(old, now)];
  const all = (...directions: readonly AccessChange['direction'][]) =>
    changes.filter(({ direction }) => directions.includes(direction));
  const { loosenings, problems } = judgeLoosenings(all('loosened', 'both'), {
    old: old.policy,
    now: now.policy,
    agreements,
  });
  return {
    versions: { old: old.policy.table.version, now: now.policy.table.version },
    words: requestWordsOf(old.policy, now.policy),
    wordChanges: compareWords(old.policy, now.policy),
    loosened: loosenings,
    tightened: all('tightened', 'both'),
    rebased: all('rebased'),
    problems,
    shape: compareShapes(old.document, now.document),
  };
}

/** Whether nothing is loosened without a dated article, and every new entry holds. */
export function isCarried({ loosened, problems }: PolicyDiff): boolean {
  return problems.length === 0 && loosened.every(({ uncovered }) => uncovered.length === 0);
}

import type { AccessChange } from './access-change.ts';
import {
  describeAskers,
  describeCondition,
  describeGround,
  describeKind,
  describeVerdicts,
} from './describe-change.ts';
import type { WordChange } from './compare-words.ts';
import type { PolicyDiff } from './policy-diff.ts';
import type { ToldChange, ToldDiff } from './told-diff.ts';

/** Puts a comparison into the words of `npm run policy:diff`. */
export function tellDiff({ wordChanges, loosened, tightened, rebased, words }: PolicyDiff): ToldDiff {
  const tell = (change: AccessChange): ToldChange => {
    const kind = describeKind(change);
    return {
      elements: change.elements,
      verdict: `${describeVerdicts(change)}${kind === '' ? '' : ` (${kind})`}`,
      askers: describeAskers(change.askers, words),
      conditions: change.conditions.map(describeCondition),
      before: describeGround(change.from),
      now: describeGround(change.to),
    };
  };
  return {
    words: wordChanges.map(tellWord),
    loosened: loosened.map(tell),
    tightened: tightened.map(tell),
    rebased: rebased.map(tell),
  };
}

function tellWord({ kind, change, code, vi, en, terms }: WordChange): ToldChange {
  const verdict = `${change} ${kind}: ${en} (${vi})`;
  return { elements: [code], verdict, askers: [], conditions: terms, before: '', now: '' };
}

import { allCells, cellsByCode, noCells } from './cells.ts';
import type { Cells } from './cells.ts';
import { knownFactsOf } from './known-facts.ts';
import type { PolicyRule } from './policy-rule.ts';
import type { PolicyWords } from './policy-words.ts';

/**
 * Policies that break the order of the disclosures: one that permits an action without those that tell less, or forbids
 * one without those that tell more. With such a policy "the largest disclosure" would have no meaning.
 */
export function checkOrder(rules: readonly PolicyRule[], words: PolicyWords): readonly string[] {
  const codes = cellsByCode(words.categories);
  const lowest = codes.get('action answer') ?? noCells;
  const highest = codes.get('action full') ?? noCells;
  const all = allCells(words.categories);
  // The bits of one cell's actions are neighbours: a shift moves each action onto the next one.
  const withLower = (cells: Cells) => (cells & ~lowest) >> 1n;
  const withHigher = (cells: Cells) => ((cells & ~highest) << 1n) & all;
  return rules
    .filter(({ effect, cells, days }) => {
      const needed = effect === 'permit' ? withLower : withHigher;
      return knownFactsOf({ days }, words).some(
        (facts) => (needed(cells(facts)) & ~cells(facts)) !== noCells,
      );
    })
    .map(({ file, id, effect }) =>
      effect === 'permit'
        ? `${file}: ${id}: permits a disclosure without the lesser ones: write "action in", not "action =="`
        : `${file}: ${id}: forbids a disclosure without the greater ones: write "unless { action in … }"`,
    );
}

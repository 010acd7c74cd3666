import type { DataAnnotation } from '../data-annotation.ts';
import { Disclosure } from './disclosure.ts';

/** What becomes of one element for one caller and one data subject. */
export type Verdict =
  | { readonly kind: 'full' }
  /** Only an answer that is derived from the datum was asked, and that may be given. */
  | { readonly kind: 'answer' }
  /** Every one of the masks is applied, in this order. */
  | { readonly kind: 'masked'; readonly masks: readonly string[] }
  /** @param category the first category that may not be seen */
  | { readonly kind: 'none'; readonly category: string };

const full: Verdict = { kind: 'full' };
const answer: Verdict = { kind: 'answer' };

/**
 * The verdict over the classification of one element: all of its annotations must hold.
 *
 * @param disclosureOf how much of a category this caller may see, under one relation to one data subject
 */
export function verdictOf(
  annotations: readonly DataAnnotation[],
  disclosureOf: (category: string) => Disclosure,
): Verdict {
  const masks: string[] = [];
  let answers = false;
  for (const { category, mask, derived } of annotations) {
    const disclosure = disclosureOf(category);
    if (derived && disclosure >= Disclosure.answer) {
      answers ||= disclosure < Disclosure.full;
      continue;
    }
    if (disclosure === Disclosure.full || (disclosure === Disclosure.guarded && mask === undefined)) continue;
    if (disclosure < Disclosure.masked || mask === undefined) return { kind: 'none', category };
    if (!masks.includes(mask)) masks.push(mask);
  }
  if (masks.length > 0) return { kind: 'masked', masks };
  return answers ? answer : full;
}

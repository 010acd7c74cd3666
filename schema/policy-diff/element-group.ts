import type { DataAnnotation } from '../data-annotation.ts';
import type { ElementKind } from './access-change.ts';
import { describe } from './elements.ts';
import type { Elements } from './elements.ts';

/** Elements that are classified alike before and after: what becomes of one becomes of all. */
export interface ElementGroup {
  readonly kind: Exclude<ElementKind, 'term'>;
  readonly before: readonly DataAnnotation[] | undefined;
  readonly after: readonly DataAnnotation[] | undefined;
  readonly classification: { readonly from: string; readonly to: string } | undefined;
  readonly elements: readonly string[];
}

/** Groups the elements of both sides. What tells nothing about anybody on either side is left out. */
export function groupElements(old: Elements, now: Elements): readonly ElementGroup[] {
  const names = [...new Set([...old.keys(), ...now.keys()])].toSorted();
  const grouped = Map.groupBy(names, (name) => `${textOf(old.get(name))} → ${textOf(now.get(name))}`);
  return [...grouped.values()].flatMap((elements) => {
    const [first = ''] = elements;
    const [before, after] = [old.get(first), now.get(first)];
    if ((before ?? []).length + (after ?? []).length === 0) return [];
    const kind = kindOf(before, after);
    const classification = kind === 'reclassified' ? { from: textOf(before), to: textOf(after) } : undefined;
    return [{ kind, before, after, classification, elements }];
  });
}

function kindOf(before: ElementGroup['before'], after: ElementGroup['after']): ElementGroup['kind'] {
  if (!before) return 'new';
  if (!after) return 'removed';
  return textOf(before) === textOf(after) ? 'same' : 'reclassified';
}

function textOf(annotations: readonly DataAnnotation[] | undefined): string {
  if (!annotations) return 'absent';
  return annotations.length === 0 ? 'nothing' : annotations.map(describe).join(' and ');
}

import { personalCategories } from '../data-annotation.ts';
import { classify } from './classify.ts';
import { coordinatesOf } from './coordinate.ts';
import { problemAt } from './finding.ts';
import type { AgencyRule } from './rule.ts';
import { hasDirective } from './type-node.ts';

/**
 * A refused field becomes null; were it non-null, the refusal would take everything around it with it. A key is refused
 * with its whole object only (decision 0019), and may be non-null.
 */
export const personalNullable: AgencyRule = {
  id: 'personal-nullable',
  *check(agency) {
    const annotations = classify(agency.document);
    for (const { kind, name, node, parent } of coordinatesOf(agency.document)) {
      if (kind !== 'field' || node.type.kind !== 'NonNullType') continue;
      if (node.name.value === 'id' && hasDirective(parent, 'key')) continue;
      const categories = personalCategories(annotations.get(name) ?? []);
      if (categories.size > 0) {
        const message = `is ${[...categories].join(', ')} and may be refused: drop the outermost "!"`;
        yield problemAt(agency, node, name, message);
      }
    }
  },
};

import { print } from 'graphql';
import { readDataAnnotations } from '../data-annotation.ts';
import { coordinatesOf } from './coordinate.ts';
import { problemAt } from './finding.ts';
import type { AgencyRule } from './rule.ts';

/** The scalars whose values are still values of that scalar after the mask. */
const maskable: Readonly<Record<string, readonly string[]>> = {
  PRESENCE: ['String'],
  LAST4: ['String'],
  PSEUDONYM: ['String', 'ID'],
  YEAR_ONLY: ['Date'],
  BAND: ['Int', 'Float', 'SafeInt'],
};

/** A masked value goes out under the type of the whole value, so the mask must leave it one. */
export const maskFitsType: AgencyRule = {
  id: 'mask-fits-type',
  *check(agency) {
    for (const { kind, name, node } of coordinatesOf(agency.document)) {
      for (const { mask } of readDataAnnotations(node)) {
        if (mask === undefined) continue;
        const types = maskable[mask] ?? [];
        const type =
          kind === 'type' || kind === 'enumValue' ? '' : print(node.type).replaceAll(/[[\]!]/g, '');
        if (!types.includes(type)) {
          yield problemAt(
            agency,
            node,
            name,
            `cannot be masked ${mask}: that mask is for ${types.join(', ')}`,
          );
        }
      }
    }
  },
};

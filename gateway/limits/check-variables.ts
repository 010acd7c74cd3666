import { limitExceeded } from './limit-exceeded.ts';
import type { VariableLimits } from './limits.ts';

/**
 * Checks how much the variables of a request hold, before anything reads them.
 *
 * @throws GraphQLError `VARIABLES_TOO_LARGE`
 */
export function checkVariables(
  variables: Readonly<Record<string, unknown>>,
  { count, values, nesting }: VariableLimits,
): void {
  const given = Object.keys(variables).length;
  if (given > count) throw limitExceeded('variableCount', count, given);
  let counted = 0;
  const open: (readonly [value: unknown, level: number])[] = [[variables, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, level] = next;
    if (typeof value !== 'object' || value === null) continue;
    if (level > nesting) throw limitExceeded('variableNesting', nesting);
    const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    counted += members.length;
    if (counted > values) throw limitExceeded('variableValues', values);
    for (const member of members) open.push([member, level + 1]);
  }
}

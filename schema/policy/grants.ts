import { allCells, cellsByCode, noCells } from './cells.ts';
import type { PolicyRule } from './policy-rule.ts';
import type { PolicyWords } from './policy-words.ts';

/** Whom a policy may serve, for what, and from which days on. */
export interface Grant {
  readonly role: string;
  readonly purpose: string;
  /** First days of the bands in which it serves them. */
  readonly days: readonly string[];
}

const flags = [false, true];

/**
 * To whom and for which purposes each policy permits some personal data, by its id. A policy that permits public data
 * alone, or forbids, has none.
 */
export function grantsOf(
  rules: readonly PolicyRule[],
  { roles, purposes, categories }: PolicyWords,
): ReadonlyMap<string, readonly Grant[]> {
  const personal = allCells(categories) & ~(cellsByCode(categories).get('category PUBLIC') ?? noCells);
  const starts = ['', ...new Set(rules.flatMap(({ days }) => days))].toSorted();
  const grants = ({ cells }: PolicyRule) =>
    roles.flatMap((role) =>
      purposes.flatMap((purpose): readonly Grant[] => {
        const days = starts.filter((day) =>
          flags.some((reasonRecorded) =>
            flags.some(
              (breakGlass) =>
                (cells({ role, purpose, day, reasonRecorded, breakGlass }) & personal) !== noCells,
            ),
          ),
        );
        return days.length > 0 ? [{ role, purpose, days }] : [];
      }),
    );
  return new Map(rules.map((rule) => [rule.id, rule.effect === 'permit' ? grants(rule) : []]));
}

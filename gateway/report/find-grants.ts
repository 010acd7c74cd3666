import type { DataAnnotation } from '../../schema/data-annotation.ts';
import type { Policy } from '../../schema/policy/policy.ts';
import { relations } from '../../schema/policy/relation.ts';
import { verdictOf } from '../../schema/policy/verdict.ts';

/** That a role may see an element for a purpose, under some relation and condition. */
export interface RoleGrant {
  readonly role: string;
  readonly purpose: string;
  /** Ids of the policies that permit it. */
  readonly policies: readonly string[];
}

const conditions = [
  { reasonRecorded: false, breakGlass: false },
  { reasonRecorded: true, breakGlass: false },
  { reasonRecorded: true, breakGlass: true },
] as const;

/**
 * Finds who could ever be granted what on a day. Elements that are classified alike share an answer.
 *
 * @returns of the annotations of an element all grants, by role and purpose
 */
export function findGrants(
  { table, purposes }: Policy,
  day: string,
): (annotations: readonly DataAnnotation[], isInput: boolean) => readonly RoleGrant[] {
  const pairs = [...purposes.values()].flatMap(({ code, roles }) =>
    roles.map((role) => ({ role, purpose: code })),
  );
  const profiles = pairs.map((pair) => ({
    ...pair,
    profiles: conditions.map((condition) => table.profile({ ...pair, day, ...condition })),
  }));
  const known = new Map<string, readonly RoleGrant[]>();
  return (annotations, isInput) =>
    known.getOrInsertComputed(JSON.stringify([annotations, isInput]), () =>
      profiles.flatMap(({ role, purpose, profiles: held }) => {
        const policies = new Set<string>();
        let isGranted = false;
        for (const profile of held) {
          for (const relation of relations) {
            const { kind } = verdictOf(annotations, (category) => profile.disclosure(relation, category));
            if (isInput ? kind !== 'full' && kind !== 'answer' : kind === 'none') continue;
            isGranted = true;
            for (const { category } of annotations) {
              for (const policy of profile.policies(relation, category)) policies.add(policy);
            }
          }
        }
        return isGranted ? [{ role, purpose, policies: [...policies].toSorted() }] : [];
      }),
    );
}

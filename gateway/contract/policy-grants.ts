import type { DataAnnotation } from '../../schema/data-annotation.ts';
import type { PolicyProfile, PolicyTable } from '../../schema/policy/policy-table.ts';
import { relations } from '../../schema/policy/relation.ts';
import { verdictOf } from '../../schema/policy/verdict.ts';
import type { AccessIndex } from '../../schema/requirements/access-index.ts';
import type { Grants } from './contract-schema.ts';

/** A role in which a client may act, for a purpose for which it may ask. */
export interface RoleAndPurpose {
  readonly role: string;
  readonly purpose: string;
}

/** For whom a contract is made, and of which day. */
export interface ContractTerms {
  readonly pairs: readonly RoleAndPurpose[];
  readonly day: string;
  /** The articles on which a policy rests on the day, short enough for a description. */
  readonly basisOf: (policy: string) => readonly string[];
}

/**
 * What could ever be granted to whoever acts in one of these roles for one of these purposes: under some relation, with
 * a reason recorded or not, behind broken glass or not.
 */
export function policyGrants(
  table: PolicyTable,
  index: AccessIndex,
  { pairs, day, basisOf }: ContractTerms,
): Grants {
  const profiles = pairs.flatMap(({ role, purpose }) =>
    conditions.map((condition) => ({
      purpose,
      profile: table.profile({ role, purpose, day, ...condition }),
    })),
  );
  const grantsOf = (data: readonly DataAnnotation[], isInput: boolean) =>
    profiles.filter(({ profile }) => someRelationAllows(profile, data, isInput));
  return {
    allows(coordinate) {
      const { data } = index.requirementAt(coordinate);
      return grantsOf(data, index.isInput(coordinate)).length > 0;
    },
    protectionOf(coordinate) {
      const { data } = index.requirementAt(coordinate);
      if (data.every(({ category }) => category === 'PUBLIC')) return undefined;
      const granting = grantsOf(data, index.isInput(coordinate));
      const bases = granting.flatMap(({ profile }) => basesOf(profile, data, basisOf));
      return [
        `Data: ${data.map(wordsOf).join('; ')}.`,
        `Purposes: ${unique(granting.map(({ purpose }) => purpose)).join(', ')}.`,
        `Basis: ${unique(bases).join(', ')}.`,
      ].join(' ');
    },
  };
}

const conditions = [
  { reasonRecorded: false, breakGlass: false },
  { reasonRecorded: true, breakGlass: false },
  { reasonRecorded: true, breakGlass: true },
] as const;

function someRelationAllows(
  profile: PolicyProfile,
  data: readonly DataAnnotation[],
  isInput: boolean,
): boolean {
  return relations.some((relation) => {
    const { kind } = verdictOf(data, (category) => profile.disclosure(relation, category));
    return isInput ? kind === 'full' || kind === 'answer' : kind !== 'none';
  });
}

function basesOf(
  profile: PolicyProfile,
  data: readonly DataAnnotation[],
  basisOf: ContractTerms['basisOf'],
): readonly string[] {
  return relations.flatMap((relation) =>
    data.flatMap(({ category }) =>
      profile.disclosure(relation, category) > 0
        ? profile.policies(relation, category).flatMap((policy) => basisOf(policy))
        : [],
    ),
  );
}

function wordsOf({ category, mask, derived }: DataAnnotation): string {
  const details = [...(mask === undefined ? [] : [`mask ${mask}`]), ...(derived ? ['derived answer'] : [])];
  return details.length > 0 ? `${category} (${details.join(', ')})` : category;
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)].toSorted();
}

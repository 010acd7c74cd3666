import type { DenialReason } from '../../schema/policy/denial-reasons.ts';
import type { AccessIndex } from '../../schema/requirements/access-index.ts';
import type { Caller } from './caller.ts';
import { judgePublic, type DataJudge } from './judge-data.ts';
import type { Alternatives, Requirement } from '../../schema/requirements/requirement.ts';

/** Policy name → scopes or roles of which any satisfies it. */
export type PolicyRules = Readonly<Record<string, readonly string[]>>;

/** The decision about one caller over one supergraph. */
export interface Judge {
  /** Equal for callers about whom every decision is equal: they share prepared operations and plans. */
  readonly profile: string;
  /** Whether the caller may read what asks for this, by means of inputs that ask for those. */
  allows(requirement: Requirement, inputs?: readonly Requirement[]): boolean;
  /** Why what is not allowed is not; undefined where the standard directives alone say so, which tell no reason. */
  reasonAgainst(requirement: Requirement, inputs?: readonly Requirement[]): DenialReason | undefined;
}

/**
 * Decides about a caller. Policies of `@policy` are evaluated here, once per request, however often they are named.
 *
 * @param rules a policy without a rule holds for nobody
 * @param data decides about classified data; left out, only public data may be read
 */
export function judgeCaller(
  index: AccessIndex,
  caller: Caller,
  rules: PolicyRules,
  data: DataJudge = judgePublic,
): Judge {
  const scopes = new Set(index.scopes.filter((scope) => caller.scopes.has(scope)));
  const policies = new Set(
    index.policies.filter(
      (policy) =>
        Object.hasOwn(rules, policy) &&
        rules[policy]?.some((value) => caller.scopes.has(value) || caller.roles.has(value)),
    ),
  );
  const meets = (requirement: Requirement): boolean =>
    (caller.authenticated || !requirement.authenticated) &&
    requirement.scopes.every((alternatives) => someGroupHolds(alternatives, scopes)) &&
    requirement.policies.every((alternatives) => someGroupHolds(alternatives, policies));
  return {
    profile: JSON.stringify([
      caller.authenticated,
      [...scopes],
      [...policies],
      index.isClassified ? data.key : '',
    ]),
    allows: (requirement, inputs = []) =>
      meets(requirement) &&
      inputs.every(meets) &&
      data.allows(
        requirement.data,
        inputs.map((input) => input.data),
      ),
    reasonAgainst: (requirement, inputs = []) =>
      meets(requirement) && inputs.every(meets)
        ? data.reasonAgainst(
            requirement.data,
            inputs.map((input) => input.data),
          )
        : undefined,
  };
}

function someGroupHolds(alternatives: Alternatives, held: ReadonlySet<string>): boolean {
  return alternatives.some((group) => group.every((name) => held.has(name)));
}

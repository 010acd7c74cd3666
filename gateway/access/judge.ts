import type { AccessIndex } from './access-index.ts';
import type { Caller } from './caller.ts';
import type { Alternatives, Requirement } from './requirement.ts';

/** Policy name → scopes or roles of which any satisfies it. */
export type PolicyRules = Readonly<Record<string, readonly string[]>>;

/** The decision about one caller over one supergraph. */
export interface Judge {
  /** Equal for callers about whom every decision is equal: they share prepared operations and plans. */
  readonly profile: string;
  /** Whether the caller may read what asks for this. */
  allows(requirement: Requirement): boolean;
}

/**
 * Decides about a caller. Policies are evaluated here, once per request, however often they are named.
 *
 * @param rules a policy without a rule holds for nobody
 */
export function judgeCaller(index: AccessIndex, caller: Caller, rules: PolicyRules): Judge {
  const scopes = new Set(index.scopes.filter((scope) => caller.scopes.has(scope)));
  const policies = new Set(
    index.policies.filter(
      (policy) =>
        Object.hasOwn(rules, policy) &&
        rules[policy]?.some((value) => caller.scopes.has(value) || caller.roles.has(value)),
    ),
  );
  return {
    profile: JSON.stringify([caller.authenticated, [...scopes], [...policies]]),
    allows: (requirement) =>
      (caller.authenticated || !requirement.authenticated) &&
      requirement.scopes.every((alternatives) => someGroupHolds(alternatives, scopes)) &&
      requirement.policies.every((alternatives) => someGroupHolds(alternatives, policies)),
  };
}

function someGroupHolds(alternatives: Alternatives, held: ReadonlySet<string>): boolean {
  return alternatives.some((group) => group.every((name) => held.has(name)));
}

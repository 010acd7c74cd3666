import { valueFromASTUntyped } from 'graphql';
import type { ConstDirectiveNode } from 'graphql';
import { readDataAnnotations, type DataAnnotation } from '../data-annotation.ts';
import type { LinkedDirectives } from './linked-directives.ts';

/** One group must hold whole: the outer list is "or", the inner "and". */
export type Alternatives = readonly (readonly string[])[];

/** What must hold for an element to be read; everything in it, all at once. */
export interface Requirement {
  readonly authenticated: boolean;
  readonly scopes: readonly Alternatives[];
  readonly policies: readonly Alternatives[];
  /** What it is classified as: see `@data` in `schema/access.graphql`. */
  readonly data: readonly DataAnnotation[];
}

/** Asks for nothing. */
export const noRequirement: Requirement = { authenticated: false, scopes: [], policies: [], data: [] };

/**
 * Asks for what nobody has. A coordinate of a classified supergraph that says nothing of itself is denied: no policy
 * knows this category.
 */
export const unclassified: Requirement = {
  ...noRequirement,
  data: [{ category: 'UNCLASSIFIED', mask: undefined, derived: false }],
};

/** All requirements at once. */
export function allOf(requirements: readonly Requirement[]): Requirement {
  const asking = requirements.filter((requirement) => requirement !== noRequirement);
  const [only] = asking;
  if (!only) return noRequirement;
  if (asking.length === 1) return only;
  return {
    authenticated: asking.some(({ authenticated }) => authenticated),
    scopes: asking.flatMap(({ scopes }) => scopes),
    policies: asking.flatMap(({ policies }) => policies),
    data: asking.flatMap(({ data }) => data),
  };
}

/**
 * What the directives of one element ask for.
 *
 * @throws Error for an empty group, which would ask for nothing while it looks like protection
 */
export function readRequirement(
  directives: readonly ConstDirectiveNode[] | undefined,
  names: LinkedDirectives,
): Requirement {
  const applied = (name: string | undefined) =>
    name === undefined ? [] : (directives ?? []).filter((directive) => directive.name.value === name);
  const authenticated = applied(names.authenticated).length > 0;
  const scopes = applied(names.requiresScopes).map((directive) => readAlternatives(directive, 'scopes'));
  const policies = applied(names.policy).map((directive) => readAlternatives(directive, 'policies'));
  const data = names.data === undefined ? [] : readDataAnnotations({ directives }, names.data);
  if (!authenticated && scopes.length + policies.length + data.length === 0) return noRequirement;
  return { authenticated, scopes, policies, data };
}

function readAlternatives(directive: ConstDirectiveNode, argument: string): Alternatives {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  // A value that stands for a list of one may stand alone (GraphQL specification, 3.11).
  const groups = value && listOf(valueFromASTUntyped(value)).map((group) => listOf(group).map(String));
  if (!groups || groups.length === 0 || groups.some((group) => group.length === 0 || group.includes(''))) {
    throw new Error(`@${directive.name.value} has an empty group of ${argument}; it would let everybody in.`);
  }
  return groups;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

import { isInterfaceType, isUnionType } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { keyCoordinates } from './key-coordinates.ts';
import { linkedDirectives } from './linked-directives.ts';
import { ownRequirements, type OwnRequirements } from './own-requirements.ts';
import { allOf, noRequirement, type Requirement } from './requirement.ts';

/** What each coordinate of a supergraph asks for. Made once per supergraph. */
export interface AccessIndex {
  /** Whether anything is guarded at all. */
  readonly guards: boolean;
  /** Scopes and policies that some coordinate names: all that distinguishes one caller from another. */
  readonly scopes: readonly string[];
  readonly policies: readonly string[];
  /** Of a field on a parent type, `__typename` included; the field's own, its types' and its kin's at interfaces. */
  requirementOf(parent: string, field: string): Requirement;
  /** Whether a coordinate is part of a `@key`, which travels between subgraphs whoever asks. */
  isKey(coordinate: string): boolean;
}

/**
 * Reads the access directives of a supergraph. What composition propagates is not relied on: an interface asks for all
 * that its implementations ask for, so that there is no path around a guard (CVE-2025-64173).
 *
 * @param fullSchema the supergraph with everything that clients do not see
 * @throws Error for a directive that looks like protection and is none
 */
export function indexAccess(supergraph: DocumentNode, fullSchema: GraphQLSchema): AccessIndex {
  const own = ownRequirements(supergraph, linkedDirectives(supergraph));
  const keys = keyCoordinates(supergraph, fullSchema);
  refuseIdleGuards(own, fullSchema);
  const effective = new Map<string, Requirement>();
  const ofField = (parent: string, field: string): Requirement =>
    allOf(
      kinOf(fullSchema, parent).flatMap((kin) => {
        const coordinate = `${kin}.${field}`;
        return [own.of(kin), own.of(coordinate), own.of(own.returnOf(coordinate))];
      }),
    );
  const ofTypename = (parent: string): Requirement =>
    allOf(
      [parent, ...kinOf(fullSchema, parent), ...membersOf(fullSchema, parent)].map((name) => own.of(name)),
    );
  return {
    guards: own.all !== noRequirement,
    scopes: [...new Set(own.all.scopes.flat(2))],
    policies: [...new Set(own.all.policies.flat(2))],
    isKey: (coordinate) => keys.has(coordinate),
    requirementOf(parent, field) {
      const coordinate = `${parent}.${field}`;
      let requirement = effective.get(coordinate);
      if (!requirement) {
        requirement = field === '__typename' ? ofTypename(parent) : ofField(parent, field);
        effective.set(coordinate, requirement);
      }
      return requirement;
    },
  };
}

/** The type, and for an interface those that implement it: its objects are theirs. */
function kinOf(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name);
  if (!isInterfaceType(type)) return [name];
  const { objects, interfaces } = schema.getImplementations(type);
  return [type, ...objects, ...interfaces].map((kin) => kin.name);
}

/**
 * Composition guards an interface because an implementation is guarded, and refuses a guard that stands on the interface
 * alone: an object of it would be read unguarded through a fragment (CVE-2025-64530).
 */
function refuseIdleGuards(own: OwnRequirements, schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInterfaceType(type)) continue;
    const { objects } = schema.getImplementations(type);
    for (const member of ['', ...Object.keys(type.getFields()).map((field) => `.${field}`)]) {
      const { authenticated, scopes, policies } = own.of(`${type.name}${member}`);
      if (!authenticated && scopes.length + policies.length === 0) continue;
      if (objects.some((object) => own.of(`${object.name}${member}`) !== noRequirement)) continue;
      throw new Error(
        `${type.name}${member} is guarded, but none of its implementations is; compose it anew.`,
      );
    }
  }
}

/** The name of a union's object tells which member it is. */
function membersOf(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name);
  return isUnionType(type) ? type.getTypes().map((member) => member.name) : [];
}

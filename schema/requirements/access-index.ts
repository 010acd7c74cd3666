import { isInterfaceType, isUnionType } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { keyCoordinates } from './key-coordinates.ts';
import { linkedDirectives } from './linked-directives.ts';
import { ownRequirements, type OwnRequirements } from './own-requirements.ts';
import { refuseIdleGuards } from './refuse-idle-guards.ts';
import { allOf, noRequirement, unclassified, type Requirement } from './requirement.ts';

/** What each coordinate of a supergraph asks for. Made once per supergraph. */
export interface AccessIndex {
  /** Whether anything is guarded at all. */
  readonly guards: boolean;
  /** Whether the supergraph links our own specification, so that what is not classified is denied. */
  readonly isClassified: boolean;
  /** Scopes and policies that some coordinate names: all that distinguishes one caller from another. */
  readonly scopes: readonly string[];
  readonly policies: readonly string[];
  /** Of a field on a parent type, `__typename` included; the field's own, its types' and its kin's at interfaces. */
  requirementOf(parent: string, field: string): Requirement;
  /** Of an argument (`Type.field(argument:)`), an input field (`Input.field`) or an enum value (`Enum.VALUE`). */
  inputRequirementOf(coordinate: string): Requirement;
  /** Whether a coordinate is one of those. */
  isInput(coordinate: string): boolean;
  /** Of whichever of them a coordinate is. */
  requirementAt(coordinate: string): Requirement;
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
  const directives = linkedDirectives(supergraph);
  const isClassified = directives.data !== undefined;
  const own = ownRequirements(supergraph, directives);
  const keys = keyCoordinates(supergraph, fullSchema);
  refuseIdleGuards(own, fullSchema);
  const classified = (requirement: Requirement): Requirement =>
    isClassified && requirement.data.length === 0 ? allOf([requirement, unclassified]) : requirement;
  const requirementOf = memoize((parent, field) =>
    field === '__typename'
      ? ofTypename(own, fullSchema, parent)
      : classified(ofField(own, fullSchema, parent, field)),
  );
  const inputRequirementOf = memoize((coordinate) =>
    own.inputKindOf(coordinate) === 'enumValue'
      ? own.of(coordinate)
      : classified(ofInput(own, fullSchema, coordinate)),
  );
  const isInput = (coordinate: string) => own.inputKindOf(coordinate) !== undefined;
  return {
    guards: own.all !== noRequirement,
    isClassified,
    scopes: [...new Set(own.all.scopes.flat(2))],
    policies: [...new Set(own.all.policies.flat(2))],
    isKey: (coordinate) => keys.has(coordinate),
    isInput,
    requirementOf,
    inputRequirementOf,
    requirementAt(coordinate) {
      if (isInput(coordinate)) return inputRequirementOf(coordinate);
      const [parent = '', field = ''] = coordinate.split('.', 2);
      return requirementOf(parent, field);
    },
  };
}

function ofField(own: OwnRequirements, schema: GraphQLSchema, parent: string, field: string): Requirement {
  return allOf(
    kinOf(schema, parent).flatMap((kin) => {
      const coordinate = `${kin}.${field}`;
      return [own.of(kin), own.of(coordinate), own.of(own.returnOf(coordinate))];
    }),
  );
}

/** The name of a union's object tells which member it is, that of an interface's which implementation. */
function ofTypename(own: OwnRequirements, schema: GraphQLSchema, parent: string): Requirement {
  const names = [parent, ...kinOf(schema, parent), ...membersOf(schema, parent)];
  return allOf(names.map((name) => own.of(name)));
}

/** An argument of an interface's field is an argument of each implementation's; types of inputs are guarded too. */
function ofInput(own: OwnRequirements, schema: GraphQLSchema, coordinate: string): Requirement {
  const dot = coordinate.indexOf('.');
  const kin = kinOf(schema, coordinate.slice(0, dot)).map((name) => name + coordinate.slice(dot));
  return allOf(kin.flatMap((each) => [own.of(each), own.of(own.returnOf(each))]));
}

/** The type, and for an interface those that implement it: its objects are theirs. */
function kinOf(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name);
  if (!isInterfaceType(type)) return [name];
  const { objects, interfaces } = schema.getImplementations(type);
  return [type, ...objects, ...interfaces].map((kin) => kin.name);
}

function membersOf(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name);
  return isUnionType(type) ? type.getTypes().map((member) => member.name) : [];
}

/** Keeps what was worked out for each list of words: the coordinates of one supergraph are few. */
function memoize<Words extends readonly string[]>(
  work: (...words: Words) => Requirement,
): (...words: Words) => Requirement {
  const known = new Map<string, Requirement>();
  return (...words) => {
    const key = words.join('.');
    const before = known.get(key);
    if (before) return before;
    const requirement = work(...words);
    known.set(key, requirement);
    return requirement;
  };
}

import type { ArgumentNode, FieldNode } from 'graphql';
import { findRequirements, requiredFields } from './required-arguments.ts';
import type { FieldTypes, RequiredField, Requirement } from './required-arguments.ts';

/** A field with certain arguments, under a name of its own without any. */
export interface StandIn {
  readonly name: string;
  readonly coordinate: string;
  readonly field: string;
  readonly arguments: readonly ArgumentNode[];
}

/** A requirement in which some fields have been exchanged for stand-ins. */
export interface ExchangedRequirement {
  readonly requirement: Requirement;
  readonly exchanged: ReadonlyMap<FieldNode, StandIn>;
  /** Which stand-in is at which place of the requirement. */
  readonly places: ReadonlyMap<string, StandIn>;
  /** `Type.field` of all that is required, stand-ins under their own names. */
  readonly coordinates: readonly string[];
}

/**
 * Finds the fields that are required with different arguments, and names a stand-in for each (field,
 * arguments). A field that is always required with the same arguments needs none.
 *
 * @throws Error when such a field belongs to an interface: which of its types would need the stand-in is
 *   not settled
 */
export function findStandIns(types: FieldTypes): readonly ExchangedRequirement[] {
  const requirements = findRequirements(types).map((requirement) => ({
    requirement,
    fields: requiredFields(types, requirement),
  }));
  const standIns = nameStandIns(
    types,
    requirements.flatMap(({ fields }) => fields),
  );
  return requirements.flatMap(({ requirement, fields }) => {
    const exchanged = new Map<FieldNode, StandIn>();
    const places = new Map<string, StandIn>();
    for (const field of fields) {
      const standIn = standIns.get(`${field.coordinate}(${field.arguments})`);
      if (!standIn) continue;
      exchanged.set(field.node, standIn);
      places.set(field.place, standIn);
    }
    const coordinates = fields.map(({ node, coordinate }) => {
      const standIn = exchanged.get(node);
      return standIn ? standInCoordinate(standIn) : coordinate;
    });
    return exchanged.size > 0 ? [{ requirement, exchanged, places, coordinates }] : [];
  });
}

/** `Type.field` of a stand-in itself. */
export function standInCoordinate({ coordinate, name }: StandIn): string {
  return `${coordinate.split('.', 1)[0]}.${name}`;
}

function nameStandIns(types: FieldTypes, fields: readonly RequiredField[]): ReadonlyMap<string, StandIn> {
  const variants = new Map<string, Map<string, RequiredField>>();
  for (const field of fields) {
    const known = variants.get(field.coordinate) ?? new Map<string, RequiredField>();
    variants.set(field.coordinate, known.set(field.arguments, field));
  }
  refuseInterfaces(types, variants);
  const taken = new Set([...types.fields.values()].flatMap((definitions) => [...definitions.keys()]));
  const standIns = new Map<string, StandIn>();
  for (const [coordinate, known] of variants) {
    if (known.size < 2) continue;
    for (const { node, arguments: text } of known.values()) {
      const field = node.name.value;
      let number = standIns.size;
      while (taken.has(`${field}_${number}`)) number++;
      const name = `${field}_${number}`;
      taken.add(name);
      standIns.set(`${coordinate}(${text})`, { name, coordinate, field, arguments: node.arguments ?? [] });
    }
  }
  return standIns;
}

function refuseInterfaces(
  types: FieldTypes,
  variants: ReadonlyMap<string, ReadonlyMap<string, RequiredField>>,
): void {
  for (const [coordinate, known] of variants) {
    const [type = '', field = ''] = coordinate.split('.');
    const others = (types.implementations.get(type) ?? []).flatMap((implementation) => [
      ...(variants.get(`${implementation}.${field}`)?.keys() ?? []),
    ]);
    if (types.implementations.has(type) && new Set([...known.keys(), ...others]).size > 1) {
      throw new Error(
        `@requires asks ${coordinate} with different arguments, which is not supported for a field of an interface. ` +
          'Give each use a field of its own without arguments, and require those.',
      );
    }
  }
}

import { readFileSync } from 'node:fs';
import {
  isInterfaceType,
  isUnionType,
  Kind,
  parse,
  valueFromASTUntyped,
  type DirectiveNode,
  type GraphQLSchema,
  type TypeNode,
} from 'graphql';

/** One `@data`: what kind of data an element is. */
export interface Annotation {
  readonly category: string;
  readonly mask: string | undefined;
  readonly derived: boolean;
}

const files = ['health', 'justice', 'population', 'vss', 'hub'] as const;

/** A part of the graph that has an SDL of its own. */
export type Part = (typeof files)[number];

const annotations = new Map<string, Map<string, Annotation>>();
const returns = new Map<string, string>();
const parts = new Map<string, Part[]>();

for (const file of files) {
  const sdl = readFileSync(new URL(`../../../schema/${file}.graphql`, import.meta.url), 'utf8');
  for (const definition of parse(sdl).definitions) {
    if (!('name' in definition) || !definition.name) continue;
    const type = definition.name.value;
    note(type, 'directives' in definition ? definition.directives : []);
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION) {
      for (const value of definition.values ?? []) note(`${type}.${value.name.value}`, value.directives);
    }
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? []) {
      const coordinate = `${type}.${field.name.value}`;
      note(coordinate, field.directives);
      returns.set(coordinate, nameOf(field.type));
      parts.set(coordinate, [...(parts.get(coordinate) ?? []), file]);
      if (field.kind !== Kind.FIELD_DEFINITION) continue;
      for (const argument of field.arguments ?? []) {
        note(`${coordinate}(${argument.name.value}:)`, argument.directives);
      }
    }
  }
}

/** Notes what is written at a coordinate; what several files write of it all holds. */
function note(coordinate: string, directives: readonly DirectiveNode[] = []): void {
  const known = annotations.get(coordinate) ?? new Map<string, Annotation>();
  for (const directive of directives.filter(({ name }) => name.value === 'data')) {
    const values = Object.fromEntries(
      (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
    );
    const { category, mask, derived } = values as Readonly<Record<string, string | boolean | undefined>>;
    const one = { category: String(category), mask: mask?.toString(), derived: derived === true };
    known.set(JSON.stringify(one), one);
  }
  annotations.set(coordinate, known);
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

/** What is written at the coordinate itself. */
export function ownAnnotations(coordinate: string): readonly Annotation[] {
  return [...(annotations.get(coordinate)?.values() ?? [])];
}

/** The named type of a field. */
function returnTypeOf(coordinate: string): string {
  return returns.get(coordinate) ?? '';
}

/** Which parts of the graph can answer a field. */
export function partsOf(coordinate: string): readonly Part[] {
  return parts.get(coordinate) ?? [];
}

/** All that must hold for a field of an object type: of the type, of the field, of the type that it gives. */
export function requirementOf(type: string, field: string): readonly Annotation[] {
  const coordinate = `${type}.${field}`;
  return [type, coordinate, returnTypeOf(coordinate)].flatMap(ownAnnotations);
}

/**
 * All that must hold where a field is written below a type: through an interface, what each of its types asks for;
 * for the name of a type, what each type asks for that it can be.
 */
export function writtenRequirementOf(
  schema: GraphQLSchema,
  typeName: string,
  field: string,
): readonly Annotation[] {
  const type = schema.getType(typeName);
  const kin = isInterfaceType(type)
    ? [
        typeName,
        ...Object.values(schema.getImplementations(type))
          .flat()
          .map(({ name }) => name),
      ]
    : [typeName];
  if (field !== '__typename') return kin.flatMap((each) => requirementOf(each, field));
  const members = isUnionType(type) ? type.getTypes().map(({ name }) => name) : [];
  return [...kin, ...members].flatMap(ownAnnotations);
}

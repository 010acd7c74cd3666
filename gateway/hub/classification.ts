import { isInputObjectType, isInterfaceType, isObjectType, parse } from 'graphql';
import type { GraphQLNamedType } from 'graphql';
import type { DataAnnotation } from '../../schema/data-annotation.ts';
import { classify } from '../../schema/lint/classify.ts';
import type { LoadedSupergraph } from '../federation/supergraph/load-supergraph.ts';

/** What kinds of data the elements of the graph are, as the gateway enforces it. */
export interface Classification {
  /** All that must be allowed for one element; undefined for an element that clients cannot ask for. */
  of(coordinate: string): readonly DataAnnotation[] | undefined;
  /** `Type.field`, `Type.field(argument:)` and `Input.field`, all that there are. */
  coordinates(): readonly string[];
}

/** Reads the classification of a graph that is served. */
export function classificationOf({
  sdl,
  schema,
  access,
}: Pick<LoadedSupergraph, 'sdl' | 'schema' | 'access'>): Classification {
  const inputs = classify(parse(sdl));
  const elements = new Map<string, () => readonly DataAnnotation[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    for (const { coordinate, field } of elementsOf(type)) {
      elements.set(coordinate, () =>
        distinct(
          field === undefined ? (inputs.get(coordinate) ?? []) : access.requirementOf(type.name, field).data,
        ),
      );
    }
  }
  return { of: (coordinate) => elements.get(coordinate)?.(), coordinates: () => [...elements.keys()] };
}

/** Output fields with their names, arguments and input fields without. */
function* elementsOf(
  type: GraphQLNamedType,
): Generator<{ readonly coordinate: string; readonly field?: string }> {
  if (isInputObjectType(type)) {
    for (const field of Object.keys(type.getFields())) yield { coordinate: `${type.name}.${field}` };
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return;
  for (const [field, { args }] of Object.entries(type.getFields())) {
    const coordinate = `${type.name}.${field}`;
    yield { coordinate, field };
    for (const { name } of args) yield { coordinate: `${coordinate}(${name}:)` };
  }
}

/** A field and its type may say the same. */
function distinct(annotations: readonly DataAnnotation[]): readonly DataAnnotation[] {
  const byMeaning = new Map(annotations.map((each) => [JSON.stringify(Object.values(each)), each]));
  return [...byMeaning.values()];
}

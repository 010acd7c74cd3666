import {
  getNamedType,
  isAbstractType,
  isLeafType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { readDataAnnotations, type DataAnnotation } from '../../../schema/data-annotation.ts';
import { nodeOfConnection } from './connection-shape.ts';
import { coordinateDefiner, type Coordinate } from './coordinate.ts';
import { argumentReader, type UsedCoordinates } from './used-coordinates.ts';

/** What must be judged before a field is resolved. */
export interface FieldAccess {
  readonly coordinate: Coordinate;
  /** The classified places that some arguments use. */
  readonly used: UsedCoordinates;
  /**
   * By the name of a type: what is judged of an object of that type, where the field, or the list that it is, gives objects
   * of several types. The name of a type can tell what its object is about.
   */
  readonly members: ReadonlyMap<string, Member>;
}

/** A type of which the objects can be that a field of several types gives. */
export interface Member {
  /** The field again, with what the type is classified as. */
  readonly given: Coordinate;
  /** What an object that is shown tells by its type alone; undefined where that is nothing personal. */
  readonly told: Coordinate | undefined;
}

/**
 * Reads what the fields of a schema are classified as: a field by its own annotations, those of its type and those of
 * the type that it gives, as the gateway does. The same schema always gets the same verdicts, so this is done once.
 */
export function fieldAccessOf(
  schema: GraphQLSchema,
): (
  type: GraphQLNamedType,
  field: Pick<GraphQLField<unknown, unknown>, 'name' | 'type' | 'args' | 'astNode'>,
) => FieldAccess {
  const define = coordinateDefiner();
  const readArguments = argumentReader(define);
  const known = new Map<string, FieldAccess>();
  const typeNames = new Map<string, Coordinate>();
  const toldBy = (type: GraphQLNamedType): Coordinate | undefined => {
    const name = typeNames.getOrInsertComputed(`${type.name}.__typename`, (each) =>
      define(each, elementsOf(type)),
    );
    return name.annotations.length > 0 && name.personal ? name : undefined;
  };
  return (type, field) =>
    known.getOrInsertComputed(`${type.name}.${field.name}`, (name) => {
      const given = getNamedType(field.type);
      const elements = classifying(type, field);
      const members = membersOf(schema, nodeOfConnection(given) ?? given);
      return {
        coordinate: define(name, elements, { maskable: isLeafType(given) }),
        used: readArguments(name, field.args),
        members: new Map(
          members.map((member) => [
            member.name,
            { given: define(name, [...elements, ...elementsOf(member)]), told: toldBy(member) },
          ]),
        ),
      };
    });
}

/** What a field is classified as, in the order in which its masks are applied. */
export function annotationsOf(
  type: GraphQLNamedType,
  field: Pick<GraphQLField<unknown, unknown>, 'type' | 'astNode'>,
): readonly DataAnnotation[] {
  return classifying(type, field).flatMap((element) => (element ? readDataAnnotations(element) : []));
}

function classifying(
  type: GraphQLNamedType,
  { type: given, astNode }: Pick<GraphQLField<unknown, unknown>, 'type' | 'astNode'>,
) {
  return [astNode, ...elementsOf(type), ...elementsOf(getNamedType(given))];
}

/** What the objects of an abstract type can be: nobody judges `__typename`, so each is let out by its type. */
function membersOf(schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLNamedType[] {
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}

const elementsOf = ({ astNode, extensionASTNodes }: GraphQLNamedType) => [astNode, ...extensionASTNodes];

import {
  getNamedType,
  isAbstractType,
  isLeafType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { coordinateDefiner, type Coordinate } from './coordinate.ts';
import { argumentReader, type UsedCoordinates } from './used-coordinates.ts';

/** What must be judged before a field is resolved. */
export interface FieldAccess {
  readonly coordinate: Coordinate;
  /** The classified places that some arguments use. */
  readonly used: UsedCoordinates;
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
  return (type, field) => {
    const name = `${type.name}.${field.name}`;
    const given = getNamedType(field.type);
    const elements = [field.astNode, ...elementsOf(type), ...membersOf(schema, given).flatMap(elementsOf)];
    return {
      coordinate: define(name, elements, { maskable: isLeafType(given) }),
      used: readArguments(name, field.args),
    };
  };
}

/**
 * The type and, where it is abstract, all that its objects can be: nobody judges `__typename`, and the name of an
 * object's type tells what its type is classified as.
 */
function membersOf(schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLNamedType[] {
  return isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type];
}

const elementsOf = ({ astNode, extensionASTNodes }: GraphQLNamedType) => [astNode, ...extensionASTNodes];

import { Kind, type GraphQLField, type GraphQLNamedType, type GraphQLResolveInfo } from 'graphql';
import { entityAt } from './entity-at.ts';

type Parent = Pick<GraphQLNamedType, 'astNode' | 'extensionASTNodes'>;

/**
 * Whether a field is the key by which `_entities` led to its object. Who asks has said it in the same call,
 * so it tells nothing; and it is how the gateway knows which object an answer is of, denied or not.
 */
export function echoedKey(
  { name }: Pick<GraphQLField<unknown, unknown>, 'name'>,
  parent: Parent,
): (info: Pick<GraphQLResolveInfo, 'path' | 'operation'>) => boolean {
  if (!keysOf(parent).includes(name)) return () => false;
  return ({ path: { prev }, operation }) =>
    prev !== undefined && !prev.prev?.prev && entityAt(prev, operation) !== undefined;
}

/** The fields of single-field keys; the agencies have no others. */
export function keysOf({ astNode, extensionASTNodes }: Parent): readonly string[] {
  return [astNode, ...extensionASTNodes].flatMap((node) =>
    (node?.directives ?? [])
      .filter((directive) => directive.name.value === 'key')
      .flatMap(({ arguments: given = [] }) =>
        given.flatMap(({ name, value }) =>
          name.value === 'fields' && value.kind === Kind.STRING ? [value.value.trim()] : [],
        ),
      ),
  );
}

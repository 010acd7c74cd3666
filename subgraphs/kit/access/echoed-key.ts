import { Kind, type GraphQLField, type GraphQLNamedType } from 'graphql';
import type { Path } from './call-access.ts';

type Parent = Pick<GraphQLNamedType, 'astNode' | 'extensionASTNodes'>;

/**
 * Whether a field at a path is the key by which `_entities` led to its object. Who asks has said it in the same call,
 * so it tells nothing; and it is how the gateway knows which object an answer is of, denied or not.
 */
export function echoedKey(
  { name }: Pick<GraphQLField<unknown, unknown>, 'name'>,
  parent: Parent,
): (path: Path) => boolean {
  if (!keysOf(parent).includes(name)) return () => false;
  return ({ prev }) => typeof prev?.key === 'number' && prev.prev?.key === '_entities' && !prev.prev.prev;
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

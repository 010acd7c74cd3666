import { Kind } from 'graphql';
import type { ArgumentNode, DirectiveNode, GraphQLSchema } from 'graphql';
import { isCondition } from './find-conditions.ts';

/**
 * The directives of a selection that go on to subgraphs: not `@skip` and `@include`, which are decided, and
 * each with the default values of the whole graph written out, because a subgraph may have another default
 * or none.
 */
export function writeDirectives(
  schema: GraphQLSchema,
  directives: readonly DirectiveNode[] | undefined,
): readonly DirectiveNode[] {
  const others = directives?.filter((directive) => !isCondition(directive)) ?? [];
  return others.map((directive) => ({
    ...directive,
    arguments: [...(directive.arguments ?? []), ...missingArguments(schema, directive)],
  }));
}

function missingArguments(schema: GraphQLSchema, directive: DirectiveNode): readonly ArgumentNode[] {
  const given = new Set(directive.arguments?.map((argument) => argument.name.value));
  const defined = schema.getDirective(directive.name.value)?.args ?? [];
  return defined.flatMap(({ name, astNode }): readonly ArgumentNode[] => {
    const value = astNode?.defaultValue;
    return value && !given.has(name)
      ? [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: name }, value }]
      : [];
  });
}

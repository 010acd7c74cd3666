import { Kind, parse, type GraphQLNamedType } from 'graphql';

/** Whether a field is part of a `@key` of its type. Keys are pseudonyms that say nothing (decision 0002). */
export function isKeyField({ astNode, extensionASTNodes }: GraphQLNamedType, field: string): boolean {
  return [astNode, ...extensionASTNodes]
    .flatMap((node) => node?.directives ?? [])
    .filter(({ name }) => name.value === 'key')
    .flatMap((directive) => {
      const fields = directive.arguments?.find(({ name }) => name.value === 'fields')?.value;
      return fields?.kind === Kind.STRING ? fieldsIn(fields.value) : [];
    })
    .includes(field);
}

function fieldsIn(fieldSet: string): readonly string[] {
  const [operation] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  return operation.selectionSet.selections.flatMap((each) =>
    each.kind === Kind.FIELD ? [each.name.value] : [],
  );
}

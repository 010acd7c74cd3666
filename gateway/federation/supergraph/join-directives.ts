import { Kind, parse } from 'graphql';
import type {
  ConstArgumentNode,
  ConstDirectiveNode,
  ConstValueNode,
  FieldDefinitionNode,
  SelectionSetNode,
} from 'graphql';

/** The `@join__field` or `@join__type` lines among directives. */
export function joinLines(
  directives: readonly ConstDirectiveNode[] | undefined,
  name: 'join__field' | 'join__type',
): readonly ConstDirectiveNode[] {
  return directives?.filter((directive) => directive.name.value === name) ?? [];
}

/** An argument of a directive, if it is an enum value, a name in quotes or a field set. */
export function textArgument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.ENUM || value?.kind === Kind.STRING ? value.value : undefined;
}

/** Whether a `@join__field` line says that its subgraph knows the field but does not give it. */
export function isExternalLine(line: ConstDirectiveNode): boolean {
  const value = line.arguments?.find((argument) => argument.name.value === 'external')?.value;
  return value?.kind === Kind.BOOLEAN && value.value;
}

/** The same line with some arguments set, or left out where the new value is undefined. */
export function withArguments(
  directive: ConstDirectiveNode,
  changes: Readonly<Record<string, ConstValueNode | undefined>>,
): ConstDirectiveNode {
  const kept = directive.arguments?.filter((argument) => !Object.hasOwn(changes, argument.name.value)) ?? [];
  const set = Object.entries(changes).flatMap(([name, value]): readonly ConstArgumentNode[] =>
    value ? [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: name }, value }] : [],
  );
  return { ...directive, arguments: [...kept, ...set] };
}

/** A field set such as `price(currency: "EUR") weight`, as the selections that it is. */
export function parseFieldSet(fields: string): SelectionSetNode {
  const [definition] = parse(`{${fields}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`Not a field set: ${fields}`);
  return definition.selectionSet;
}

/** The name of the type that a field gives, without list and non-null. */
export function namedTypeOf(field: FieldDefinitionNode): string {
  let type = field.type;
  while (type.kind !== Kind.NAMED_TYPE) type = type.type;
  return type.name.value;
}

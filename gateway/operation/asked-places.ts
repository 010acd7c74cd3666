import { Kind, visit } from 'graphql';
import type {
  ASTNode,
  DefinitionNode,
  DirectiveNode,
  DocumentNode,
  FragmentDefinitionNode,
  ValueNode,
} from 'graphql';
import { opaqueIdsIn, opaqueIdsInValue } from './opaque-ids.ts';

/**
 * The opaque ids in each argument by which an operation asks, through its fragments, its variables and the defaults of
 * variables without a value: places of one id before those of many. What `@skip` or `@include` turns off asks for nothing.
 *
 * @param operationName where it names none, all operations are read
 */
export function askedPlaces(
  document: DocumentNode,
  operationName: string | undefined,
  variables: Readonly<Record<string, unknown>>,
): readonly (readonly string[])[] {
  const places: (readonly string[])[] = [];
  const asked = document.definitions.filter((definition) => isAsked(definition, operationName));
  const waiting = asked.length > 0 ? asked : [...document.definitions];
  const reached = new Set<DefinitionNode>(waiting);
  const valueOf = variableReader(waiting, variables);
  const unlessOff = (node: Directed) => (isOff(node, valueOf) ? false : undefined);
  for (const definition of waiting) {
    visit(definition, {
      Directive: () => false,
      VariableDefinition: () => false,
      Field: unlessOff,
      InlineFragment: unlessOff,
      FragmentSpread: (node) => {
        const fragment = isOff(node, valueOf) ? undefined : fragmentNamed(document, node.name.value);
        if (fragment && !reached.has(fragment)) waiting.push(fragment);
        if (fragment) reached.add(fragment);
      },
      Argument: ({ value }) => {
        places.push(idsAt(value, valueOf));
        return false;
      },
    });
  }
  const single = places.filter(({ length }) => length === 1);
  return [...single, ...places.filter(({ length }) => length > 1)];
}

function isAsked(definition: DefinitionNode, operationName: string | undefined): boolean {
  if (definition.kind !== Kind.OPERATION_DEFINITION) return false;
  return !operationName || definition.name?.value === operationName;
}

/** What stands for a variable, and the opaque ids in it. */
interface VariableValue {
  readonly value: unknown;
  readonly ids: readonly string[];
}

type VariableReader = (name: string) => VariableValue;

/** Each variable is read once, however often it is used. */
function variableReader(
  definitions: readonly DefinitionNode[],
  variables: Readonly<Record<string, unknown>>,
): VariableReader {
  const known = new Map<string, VariableValue>();
  const defaults = new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? (definition.variableDefinitions ?? []).map((each) => [each.variable.name.value, each.defaultValue])
        : [],
    ),
  );
  return (name) =>
    known.getOrInsertComputed(name, () => {
      const given = variables[name];
      if (given !== undefined) return { value: given, ids: opaqueIdsInValue(given) };
      const other = defaults.get(name);
      const value = other?.kind === Kind.BOOLEAN ? other.value : undefined;
      return { value, ids: other ? opaqueIdsIn(textsIn(other).join(' ')) : [] };
    });
}

function idsAt(value: ValueNode, valueOf: VariableReader): readonly string[] {
  const names: string[] = [];
  visit(value, { Variable: ({ name }) => void names.push(name.value) });
  return [
    ...new Set([...opaqueIdsIn(textsIn(value).join(' ')), ...names.flatMap((name) => valueOf(name).ids)]),
  ];
}

function textsIn(node: ASTNode): readonly string[] {
  const texts: string[] = [];
  visit(node, { StringValue: ({ value }) => void texts.push(value) });
  return texts;
}

interface Directed {
  readonly directives?: readonly DirectiveNode[] | undefined;
}

/** The value of `if` with which a selection is turned off. */
const off: Readonly<Record<string, boolean>> = { skip: true, include: false };

function isOff({ directives = [] }: Directed, valueOf: VariableReader): boolean {
  return directives.some(({ name, arguments: [condition] = [] }) => {
    const value = condition?.value;
    if (value?.kind === Kind.VARIABLE) return valueOf(value.name.value).value === off[name.value];
    return value?.kind === Kind.BOOLEAN && value.value === off[name.value];
  });
}

function fragmentNamed(document: DocumentNode, name: string): FragmentDefinitionNode | undefined {
  return document.definitions.find(
    (definition): definition is FragmentDefinitionNode =>
      definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
  );
}

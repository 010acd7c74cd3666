import { Kind, visit } from 'graphql';
import type { ASTNode, DefinitionNode, DocumentNode } from 'graphql';
import { opaqueIdsIn } from './opaque-ids.ts';

/**
 * The opaque ids in each argument by which an operation asks, through its fragments and variables. A variable counts where it
 * is used first.
 *
 * @param operationName where it names none, all operations are read
 */
export function askedPlaces(
  document: DocumentNode,
  operationName: string | undefined,
  variables: Readonly<Record<string, unknown>>,
): readonly (readonly string[])[] {
  const places: (readonly string[])[] = [];
  const used = new Set<string>();
  const asked = document.definitions.filter((definition) => isAsked(definition, operationName));
  const waiting = asked.length > 0 ? asked : [...document.definitions];
  const reached = new Set<DefinitionNode>(waiting);
  const textsIn = (node: ASTNode): readonly string[] => {
    const texts: string[] = [];
    visit(node, {
      StringValue: ({ value }) => void texts.push(value),
      Variable: ({ name: { value: name } }) => {
        if (!used.has(name)) texts.push(JSON.stringify(variables[name] ?? null));
        used.add(name);
      },
    });
    return texts;
  };
  for (const definition of waiting) {
    visit(definition, {
      Directive: () => false,
      Argument: ({ value }) => {
        places.push(opaqueIdsIn(textsIn(value).join(' ')));
        return false;
      },
      VariableDefinition: ({ defaultValue }) => {
        if (defaultValue) places.push(opaqueIdsIn(textsIn(defaultValue).join(' ')));
        return false;
      },
      FragmentSpread: ({ name }) => {
        const fragment = fragmentNamed(document, name.value);
        if (fragment && !reached.has(fragment)) waiting.push(fragment);
        if (fragment) reached.add(fragment);
      },
    });
  }
  return places.filter(({ length }) => length > 0);
}

function isAsked(definition: DefinitionNode, operationName: string | undefined): boolean {
  if (definition.kind !== Kind.OPERATION_DEFINITION) return false;
  return !operationName || definition.name?.value === operationName;
}

function fragmentNamed(document: DocumentNode, name: string): DefinitionNode | undefined {
  return document.definitions.find(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
  );
}

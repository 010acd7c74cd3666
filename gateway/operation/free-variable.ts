import { Kind, visit } from 'graphql';
import type { DocumentNode } from 'graphql';

/** The name that a fetch of entities has for its own variable. */
const TAKEN = 'representations';

/** An operation without a variable of that name, and what the client's one is called in it. */
export interface FreedOperation {
  readonly document: DocumentNode;
  readonly renamed: string | undefined;
}

/** Gives the client's variable `$representations` another name, since fetches of entities have one of their own. */
export function freeVariable(document: DocumentNode): FreedOperation {
  const names = new Set(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value)
        : [],
    ),
  );
  if (!names.has(TAKEN)) return { document, renamed: undefined };
  let renamed = TAKEN;
  while (names.has(renamed)) renamed += '_';
  return {
    document: visit(document, {
      Variable(variable) {
        if (variable.name.value !== TAKEN) return undefined;
        return { ...variable, name: { kind: Kind.NAME, value: renamed } };
      },
    }),
    renamed,
  };
}

/** The client's values under the names that the operation has for them. */
export function freedVariables(
  { renamed }: Pick<FreedOperation, 'renamed'>,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (renamed === undefined || !Object.hasOwn(variables, TAKEN)) return variables;
  return { ...variables, [renamed]: variables[TAKEN] };
}

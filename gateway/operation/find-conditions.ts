import { BREAK, Kind, visit } from 'graphql';
import type { DirectiveNode, DocumentNode } from 'graphql';

/** Whether this directive decides if its selection is there at all. */
export function isCondition(directive: DirectiveNode): boolean {
  return directive.name.value === 'skip' || directive.name.value === 'include';
}

/**
 * The variables that `@skip` and `@include` of a document read, sorted. Their values are all that an
 * answer's shape depends on besides the text, so text and these values are the key under which prepared
 * operations are kept.
 */
export function findConditions(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      if (!isCondition(directive)) return undefined;
      visit(directive, {
        Variable(variable) {
          names.add(variable.name.value);
          return BREAK;
        },
      });
      return false;
    },
  });
  return [...names].toSorted();
}

/** Decides `@skip` and `@include` of one selection with coerced variable values. */
export function isSkipped(
  directives: readonly DirectiveNode[] | undefined,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  for (const directive of directives ?? []) {
    if (!isCondition(directive)) continue;
    const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    const met =
      value?.kind === Kind.VARIABLE
        ? Object.hasOwn(variables, value.name.value) && variables[value.name.value] === true
        : value?.kind === Kind.BOOLEAN && value.value;
    if (met === (directive.name.value === 'skip')) return true;
  }
  return false;
}

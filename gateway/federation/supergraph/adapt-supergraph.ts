import { Kind, visit } from 'graphql';
import type { ConstDirectiveNode, ConstValueNode, DocumentNode } from 'graphql';
import { withArguments } from './join-directives.ts';

/** Standard authorization specifications, which are kept by whoever decides about fields before planning. */
const AUTHORIZATION_SPECS = new Set([
  'https://specs.apollo.dev/authenticated/v0.1',
  'https://specs.apollo.dev/requiresScopes/v0.1',
  'https://specs.apollo.dev/policy/v0.1',
]);

const EXECUTABLE_LOCATIONS = new Set([
  'QUERY',
  'MUTATION',
  'SUBSCRIPTION',
  'FIELD',
  'FRAGMENT_DEFINITION',
  'FRAGMENT_SPREAD',
  'INLINE_FRAGMENT',
  'VARIABLE_DEFINITION',
]);

/**
 * Makes a supergraph one that Apollo's planner takes and plans rightly:
 *
 * - The planner refuses each specification linked `for: SECURITY` that it does not know. The three standard
 *   ones lose just this argument; their directives stay. Any other one is still refused.
 * - A directive that clients write in operations is hidden from them when it comes from a linked
 *   specification. A specification of nothing but such directives is no longer linked, which makes them the
 *   schema's own.
 * - To go back to an entity for a `@requires`, the planner takes the type's first key even where that is
 *   `resolvable: false`. So `@join__type` lines of resolvable keys come first.
 */
export function adaptSupergraph(supergraph: DocumentNode): DocumentNode {
  const executable = executableDirectives(supergraph);
  return visit(supergraph, {
    Directive(directive) {
      if (directive.name.value !== 'link') return undefined;
      const link = directive as ConstDirectiveNode;
      return importsOnly(link, executable) ? null : withoutPurpose(link);
    },
    ObjectTypeDefinition: (type) => ({ ...type, directives: resolvableFirst(type.directives ?? []) }),
    InterfaceTypeDefinition: (type) => ({ ...type, directives: resolvableFirst(type.directives ?? []) }),
  });
}

function withoutPurpose(link: ConstDirectiveNode): ConstDirectiveNode {
  const url = argumentOf(link, 'url');
  const isKnown = url?.kind === Kind.STRING && AUTHORIZATION_SPECS.has(url.value);
  return isKnown ? withArguments(link, { for: undefined }) : link;
}

function importsOnly(link: ConstDirectiveNode, names: ReadonlySet<string>): boolean {
  const imports = argumentOf(link, 'import');
  if (argumentOf(link, 'for') || imports?.kind !== Kind.LIST || imports.values.length === 0) return false;
  return imports.values.every((value) => value.kind === Kind.STRING && names.has(value.value));
}

/** Directives that stand in operations only, each as `@name`. */
function executableDirectives(supergraph: DocumentNode): ReadonlySet<string> {
  const names = supergraph.definitions.flatMap((definition): readonly string[] => {
    if (definition.kind !== Kind.DIRECTIVE_DEFINITION) return [];
    const isExecutable = definition.locations.every((location) => EXECUTABLE_LOCATIONS.has(location.value));
    return isExecutable ? [`@${definition.name.value}`] : [];
  });
  return new Set(names);
}

function resolvableFirst(directives: readonly ConstDirectiveNode[]): readonly ConstDirectiveNode[] {
  const last = directives.filter(isNotResolvable);
  return last.length === 0
    ? directives
    : [...directives.filter((directive) => !isNotResolvable(directive)), ...last];
}

function isNotResolvable(directive: ConstDirectiveNode): boolean {
  const resolvable = directive.name.value === 'join__type' ? argumentOf(directive, 'resolvable') : undefined;
  return resolvable?.kind === Kind.BOOLEAN && !resolvable.value;
}

function argumentOf(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((argument) => argument.name.value === name)?.value;
}

import { buildASTSchema, getNamedType, isAbstractType, isInterfaceType, isObjectType, parse } from 'graphql';
import type { DocumentNode, GraphQLSchema, SelectionSetNode } from 'graphql';
import { personalCategories } from '../data-annotation.ts';
import type { AgencyDocument } from './agreement.ts';
import { classify } from './classify.ts';
import { coordinatesOf } from './coordinate.ts';
import type { Coordinate } from './coordinate.ts';
import { problemAt } from './finding.ts';
import type { Problem } from './finding.ts';
import type { GraphRule } from './rule.ts';
import { hasDirective } from './type-node.ts';

/**
 * A field computed from others, or one that hands others out by a second path, tells what they tell: it carries
 * every category that they carry, through nested objects, type conditions and all members of abstract types.
 */
export const dependentsStrict: GraphRule = {
  id: 'dependents-strict',
  *check({ agencies, supergraph }) {
    const dependencies = readDependencies(supergraph);
    for (const agency of agencies) {
      for (const coordinate of coordinatesOf(agency.document)) {
        if (coordinate.kind === 'argument' && hasDirective(coordinate.node, 'fromContext')) {
          const message = 'is set @fromContext, which the gateway cannot load: take it as a @requires input';
          yield problemAt(agency, coordinate.node, coordinate.name, message);
        }
        if (coordinate.kind === 'field') yield* checkField(agency, coordinate, dependencies);
      }
    }
  },
};

interface Dependencies {
  /** The personal categories of a coordinate. */
  readonly categoriesOf: (coordinate: string) => ReadonlySet<string>;
  readonly schema: GraphQLSchema;
}

function readDependencies(supergraph: DocumentNode): Dependencies {
  const annotations = classify(supergraph);
  return {
    categoriesOf: (coordinate) => personalCategories(annotations.get(coordinate) ?? []),
    schema: buildASTSchema(supergraph, { assumeValidSDL: true }),
  };
}

function* checkField(
  agency: AgencyDocument,
  { name, node, parent }: Extract<Coordinate, { readonly kind: 'field' }>,
  dependencies: Dependencies,
): Generator<Problem> {
  for (const directive of node.directives ?? []) {
    const kind = directive.name.value;
    const fields = directive.arguments?.find((argument) => argument.name.value === 'fields')?.value;
    if ((kind !== 'requires' && kind !== 'provides') || fields?.kind !== 'StringValue') continue;
    const type =
      kind === 'requires'
        ? parent.name.value
        : returnTypeOf(parent.name.value, node.name.value, dependencies);
    const needed = new Set(selectedCategories(selectionOf(fields.value), type, dependencies));
    const missing = needed.difference(dependencies.categoriesOf(name));
    if (missing.size > 0) {
      const message = `tells ${[...missing].join(', ')} through @${kind}(fields: "${fields.value}"): add those categories`;
      yield problemAt(agency, node, name, message);
    }
  }
}

function* selectedCategories(
  selection: SelectionSetNode | undefined,
  typeName: string,
  dependencies: Dependencies,
): Generator<string> {
  for (const node of selection?.selections ?? []) {
    if (node.kind === 'FragmentSpread') continue;
    if (node.kind === 'InlineFragment') {
      const condition = node.typeCondition?.name.value ?? typeName;
      yield* dependencies.categoriesOf(condition);
      yield* selectedCategories(node.selectionSet, condition, dependencies);
      continue;
    }
    for (const type of selfAndMembers(typeName, dependencies)) {
      yield* dependencies.categoriesOf(`${type}.${node.name.value}`);
    }
    const returned = returnTypeOf(typeName, node.name.value, dependencies);
    for (const type of selfAndMembers(returned, dependencies)) yield* dependencies.categoriesOf(type);
    yield* selectedCategories(node.selectionSet, returned, dependencies);
  }
}

function selfAndMembers(typeName: string, { schema }: Dependencies): readonly string[] {
  const type = schema.getType(typeName);
  const members = isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [];
  return [typeName, ...members];
}

function returnTypeOf(typeName: string, fieldName: string, { schema }: Dependencies): string {
  const type = schema.getType(typeName);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
  return field ? getNamedType(field.type).name : '';
}

function selectionOf(fields: string): SelectionSetNode | undefined {
  const [operation] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  return operation?.kind === 'OperationDefinition' ? operation.selectionSet : undefined;
}

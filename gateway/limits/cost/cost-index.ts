import { Kind } from 'graphql';
import type { ConstDirectiveNode, ConstValueNode, DocumentNode } from 'graphql';
import { directiveName, linksOf } from '../../../schema/requirements/linked-directives.ts';

/** What `@listSize` says of a field. */
export interface ListSize {
  /** How long the list is where no argument says it. */
  readonly assumed: number | undefined;
  /** Arguments that say how long it is; the largest counts. */
  readonly slicing: readonly string[];
  /** Lists inside of the object that the field gives, of which it says the length; none where it is a list itself. */
  readonly sized: readonly string[];
}

/** What the cost directives of a supergraph say. */
export interface CostIndex {
  /** Of `Type`, `Type.field`, `Type.field(argument:)` or `Input.field`; undefined where nothing is said. */
  weightOf(coordinate: string): number | undefined;
  /** Of `Type.field`. */
  sizeOf(coordinate: string): ListSize | undefined;
  /** Whether any field of an input type has a weight: then inputs are walked. */
  readonly weighsInputs: boolean;
}

const identity = 'https://specs.apollo.dev/cost';

/**
 * Reads `@cost` and `@listSize` (federation 2.9; https://ibm.github.io/graphql-specs/cost-spec.html) out of a supergraph,
 * under whatever names they are linked. A supergraph that defines them without a link is read as well: they only count.
 */
export function indexCosts(supergraph: DocumentNode): CostIndex {
  const link = linksOf(supergraph).find(({ url }) => url.startsWith(`${identity}/`));
  const nameOf = (directive: string) => (link ? directiveName(link, identity, directive) : directive);
  const [cost, listSize] = [nameOf('cost'), nameOf('listSize')];
  const weights = new Map<string, number>();
  const sizes = new Map<string, ListSize>();
  let weighsInputs = false;
  const weigh = (coordinate: string, directives: readonly ConstDirectiveNode[] = []) => {
    const weight = numberIn(argumentOf(directives, cost, 'weight'));
    if (weight !== undefined) weights.set(coordinate, weight);
    return weight !== undefined;
  };
  for (const definition of supergraph.definitions) {
    if (!('name' in definition) || definition.name === undefined) continue;
    const type = definition.name.value;
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      for (const { name, directives } of definition.fields ?? []) {
        weighsInputs = weigh(`${type}.${name.value}`, directives) || weighsInputs;
      }
    } else if (
      definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION
    ) {
      weigh(type, definition.directives);
      for (const { name, directives = [], arguments: taken = [] } of definition.fields ?? []) {
        const field = `${type}.${name.value}`;
        weigh(field, directives);
        for (const each of taken) weigh(`${field}(${each.name.value}:)`, each.directives);
        if (directives.some((directive) => directive.name.value === listSize)) {
          sizes.set(field, readSize(directives, listSize));
        }
      }
    } else if (
      definition.kind === Kind.ENUM_TYPE_DEFINITION ||
      definition.kind === Kind.SCALAR_TYPE_DEFINITION
    ) {
      weigh(type, definition.directives);
    }
  }
  return {
    weightOf: (coordinate) => weights.get(coordinate),
    sizeOf: (field) => sizes.get(field),
    weighsInputs,
  };
}

function readSize(directives: readonly ConstDirectiveNode[], name: string): ListSize {
  return {
    assumed: numberIn(argumentOf(directives, name, 'assumedSize')),
    slicing: textsIn(argumentOf(directives, name, 'slicingArguments')),
    sized: textsIn(argumentOf(directives, name, 'sizedFields')),
  };
}

function argumentOf(
  directives: readonly ConstDirectiveNode[],
  name: string,
  argument: string,
): ConstValueNode | undefined {
  const directive = directives.find((each) => each.name.value === name);
  return directive?.arguments?.find((each) => each.name.value === argument)?.value;
}

/** A weight is a number, or a text that holds one (IBM's form). */
function numberIn(value: ConstValueNode | undefined): number | undefined {
  const isNumber = value?.kind === Kind.INT || value?.kind === Kind.FLOAT || value?.kind === Kind.STRING;
  const number = isNumber ? Number(value.value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

function textsIn(value: ConstValueNode | undefined): readonly string[] {
  return value?.kind === Kind.LIST
    ? value.values.flatMap((each) => (each.kind === Kind.STRING ? [each.value] : []))
    : [];
}

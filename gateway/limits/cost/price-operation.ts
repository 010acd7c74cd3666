import { getNamedType, isAbstractType, isCompositeType, isLeafType } from 'graphql';
import type { GraphQLCompositeType, GraphQLSchema, OperationTypeNode } from 'graphql';
import { isIntrospection } from '../../operation/selection.ts';
import type { ExpandedOperation, SelectedField, Selection } from '../../operation/selection.ts';
import { limitExceeded } from '../limit-exceeded.ts';
import type { OperationLimits } from '../limits.ts';
import { larger, plus, times, valueOf, type Amount, type Variables } from './amount.ts';
import type { CostIndex } from './cost-index.ts';
import { inputWeight } from './input-weight.ts';
import { isListOf, listLength, type ListLength } from './list-length.ts';

/** What an operation costs, for any values of its variables. */
export interface OperationPrice {
  readonly cost: Amount;
  /** Each list whose length the operation says. */
  readonly lists: readonly PricedList[];
}

interface PricedList {
  readonly coordinate: string;
  readonly length: Amount;
}

/** A change is dearer than a look (Apollo's demand control says 10 for each). */
const changeWeight = 10;

/**
 * The price of an operation, worked out once for its text: one point for each object, as often as the lists around it
 * have elements, unless `@cost` says otherwise. Of selections that exclude each other, by the type of their object, the
 * dearest counts.
 *
 * @param schema against which the operation is valid
 */
export function priceOperation(
  schema: GraphQLSchema,
  { kind, root, selections }: ExpandedOperation,
  costs: CostIndex,
  { assumedListSize }: Pick<OperationLimits, 'assumedListSize'>,
): OperationPrice {
  const lists: PricedList[] = [];
  const pricing: Pricing = { schema, costs, assumedListSize, lists };
  const changes = kind === ('mutation' as OperationTypeNode) ? selections.length * changeWeight : 0;
  return { cost: plus(changes, priceSelections(pricing, root.name, selections, undefined)), lists };
}

/**
 * What a request costs, with these values of its variables.
 *
 * @throws GraphQLError `OPERATION_TOO_COSTLY`
 */
export function checkPrice(
  { cost, lists }: OperationPrice,
  variables: Variables,
  limits: Pick<OperationLimits, 'cost' | 'listSize'>,
): number {
  for (const { coordinate, length } of lists) {
    const asked = valueOf(length, variables);
    if (asked > limits.listSize) throw limitExceeded('listSize', limits.listSize, asked, coordinate);
  }
  const asked = Math.min(Math.ceil(valueOf(cost, variables)), Number.MAX_SAFE_INTEGER);
  if (asked > limits.cost) throw limitExceeded('cost', limits.cost, asked);
  return asked;
}

interface Pricing {
  readonly schema: GraphQLSchema;
  readonly costs: CostIndex;
  readonly assumedListSize: number;
  readonly lists: PricedList[];
}

/** @param type name of the type of the object, or one of the types that it can have */
function priceSelections(
  pricing: Pricing,
  type: string,
  selections: readonly Selection[],
  around: ListLength | undefined,
): Amount {
  let always: Amount = 0;
  const fragments: { readonly on: GraphQLCompositeType; readonly price: Amount }[] = [];
  for (const selection of selections) {
    if (selection.kind === 'field') always = plus(always, priceField(pricing, selection, around));
    else
      fragments.push({
        on: selection.on,
        price: priceSelections(pricing, selection.on.name, selection.selections, around),
      });
  }
  if (fragments.length === 0) return always;
  const possible = possibleTypes(pricing.schema, type).map((name) =>
    fragments
      .filter(({ on }) => possibleTypes(pricing.schema, on.name).includes(name))
      .reduce<Amount>((sum, { price }) => plus(sum, price), 0),
  );
  return plus(always, possible.reduce(larger, 0));
}

function priceField(pricing: Pricing, field: SelectedField, around: ListLength | undefined): Amount {
  const parent = field.parent;
  if (isIntrospection(field) || !('getFields' in parent)) return 0;
  const definition = parent.getFields()[field.name];
  if (!definition) return 0;
  const { costs } = pricing;
  const coordinate = `${parent.name}.${field.name}`;
  const type = getNamedType(field.type);
  const own = costs.weightOf(coordinate) ?? costs.weightOf(type.name) ?? (isLeafType(type) ? 0 : 1);
  const stated = listLength(field, definition, costs, pricing.assumedListSize);
  if (stated) pricing.lists.push({ coordinate, length: stated.length });
  const inner = field.selections
    ? priceSelections(pricing, type.name, field.selections, stated?.sized.length ? stated : undefined)
    : 0;
  const count = isListOf(field.type)
    ? around?.sized.includes(field.name)
      ? around.length
      : stated?.length
    : 1;
  const inputs = inputWeight(costs, coordinate, definition.args, field.arguments);
  return plus(times(count ?? 1, plus(own, inner)), inputs);
}

function possibleTypes(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name);
  if (isAbstractType(type)) return schema.getPossibleTypes(type).map((each) => each.name);
  return isCompositeType(type) ? [name] : [];
}

import { getNamedType, isInputObjectType, valueFromASTUntyped } from 'graphql';
import type { ArgumentNode, GraphQLArgument, GraphQLInputType } from 'graphql';
import { plus, type Amount } from './amount.ts';
import type { CostIndex } from './cost-index.ts';

/** What the inputs of a field cost: nothing, but for arguments and input fields to which `@cost` gives a weight. */
export function inputWeight(
  costs: CostIndex,
  coordinate: string,
  args: readonly GraphQLArgument[],
  given: readonly ArgumentNode[],
): Amount {
  return given.reduce<Amount>((sum, { name, value }) => {
    const own = costs.weightOf(`${coordinate}(${name.value}:)`) ?? 0;
    const type = args.find((each) => each.name === name.value)?.type;
    if (!costs.weighsInputs || !type || !isInputObjectType(getNamedType(type))) return plus(sum, own);
    return plus(
      sum,
      plus(own, (variables) => weightOf(costs, type, valueFromASTUntyped(value, variables))),
    );
  }, 0);
}

function weightOf(costs: CostIndex, type: GraphQLInputType, value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + weightOf(costs, type, each), 0);
  const named = getNamedType(type);
  if (!isInputObjectType(named) || typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [name, member]) => {
    const field = named.getFields()[name];
    const own = costs.weightOf(`${named.name}.${name}`) ?? 0;
    return field ? sum + own + weightOf(costs, field.type, member) : sum;
  }, 0);
}

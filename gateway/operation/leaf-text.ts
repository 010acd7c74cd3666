import { isEnumType, isScalarType } from 'graphql';
import type { GraphQLNamedOutputType } from 'graphql';
import type { ByteText } from './byte-text.ts';
import { jsonOf, stringIn, type FetchedValue } from './fetched-value.ts';

/** Gives the text with which a leaf stands in an answer; undefined for a value that its type does not allow. */
export type LeafWriter = (value: FetchedValue) => ByteText | undefined;

const maxInt = 2 ** 31 - 1;
const integer = /^-?\d+(?:e\+\d+)?$/;

/**
 * The gateway knows the five scalars of GraphQL and the enums; a custom scalar means what its subgraph says, so there any
 * value but null will do.
 */
export function leafWriter(type: GraphQLNamedOutputType): LeafWriter {
  if (isEnumType(type)) {
    const names = new Set(type.getValues().map(({ name }) => name));
    return (value) => {
      const name = stringIn(value);
      return name !== undefined && names.has(name) ? `"${name}"` : undefined;
    };
  }
  if (!isScalarType(type)) return () => undefined;
  switch (type.name) {
    case 'Int':
      return matching((text) => integer.test(text) && Math.abs(Number(text) + 0.5) <= maxInt + 0.5);
    case 'Float':
      return matching(isNumber);
    case 'String':
      return matching((text) => text.startsWith('"'));
    case 'Boolean':
      return matching((text) => text === 'true' || text === 'false');
    case 'ID':
      return (value) => {
        if (typeof value !== 'string') return undefined;
        if (value.startsWith('"')) return value;
        return integer.test(value) ? `"${Number(value)}"` : undefined;
      };
    default:
      return jsonOf;
  }
}

function matching(isAllowed: (text: ByteText) => boolean): LeafWriter {
  return (value) => (typeof value === 'string' && isAllowed(value) ? value : undefined);
}

/** Of the JSON texts only numbers begin so. */
function isNumber(text: ByteText): boolean {
  const first = text.charCodeAt(0);
  return first === 0x2d || (first >= 0x30 && first <= 0x39);
}

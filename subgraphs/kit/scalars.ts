import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

/**
 * Scalars of the graph. Written here and not taken from a library, because a library's messages print the refused
 * value, and a value can be personal data.
 */
interface ScalarRules<Internal> {
  readonly name: string;
  readonly shape: string;
  readonly parse: (value: string | number) => Internal | undefined;
  readonly serialize: (value: unknown) => string | number | undefined;
}

function scalar<Internal>({ name, shape, parse, serialize }: ScalarRules<Internal>) {
  const parsed = (value: unknown, node?: ValueNode): Internal => {
    const result = typeof value === 'string' || typeof value === 'number' ? parse(value) : undefined;
    if (result === undefined) {
      throw new GraphQLError(`${name} must be ${shape}.`, {
        ...(node && { nodes: node }),
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
    return result;
  };
  return new GraphQLScalarType<Internal, string | number>({
    name,
    parseValue: (value) => parsed(value),
    parseLiteral: (node: ValueNode) =>
      parsed(
        node.kind === Kind.INT ? Number(node.value) : node.kind === Kind.STRING ? node.value : undefined,
        node,
      ),
    serialize: (value) => {
      const result = serialize(value);
      if (result === undefined) throw new TypeError(`A stored ${name} is not ${shape}.`);
      return result;
    },
  });
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** A calendar day; `Temporal.PlainDate` inside, `YYYY-MM-DD` outside. */
export const DateScalar = scalar<Temporal.PlainDate>({
  name: 'Date',
  shape: 'a calendar day like 2026-07-01',
  parse: (value) =>
    typeof value === 'string' && dayPattern.test(value)
      ? attempt(() => Temporal.PlainDate.from(value))
      : undefined,
  serialize: (value) =>
    typeof value === 'string' && dayPattern.test(value)
      ? value
      : value instanceof Temporal.PlainDate
        ? value.toString()
        : undefined,
});

/** An instant; `Temporal.Instant` inside, RFC 3339 in UTC outside. */
export const DateTimeScalar = scalar<Temporal.Instant>({
  name: 'DateTime',
  shape: 'an instant like 2026-07-01T08:30:00Z',
  parse: (value) => (typeof value === 'string' ? attempt(() => Temporal.Instant.from(value)) : undefined),
  serialize: (value) =>
    typeof value === 'string'
      ? attempt(() => Temporal.Instant.from(value))?.toString()
      : value instanceof Temporal.Instant
        ? value.toString()
        : undefined,
});

const safe = (value: unknown) => (Number.isSafeInteger(value) ? Number(value) : undefined);

/** A whole number up to 2^53 - 1: amounts in đồng outgrow the 32 bits of `Int`. */
export const SafeIntScalar = scalar<number>({
  name: 'SafeInt',
  shape: 'a whole number between -(2^53 - 1) and 2^53 - 1',
  parse: safe,
  serialize: safe,
});

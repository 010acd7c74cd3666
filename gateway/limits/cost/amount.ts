/** Coerced values of the variables of one request. */
export type Variables = Readonly<Record<string, unknown>>;

/** A number that is known from the operation alone, or one that its variables decide. */
export type Amount = number | ((variables: Variables) => number);

/** What an amount is for one request. */
export function valueOf(amount: Amount, variables: Variables): number {
  return typeof amount === 'number' ? amount : amount(variables);
}

export function plus(one: Amount, other: Amount): Amount {
  return combine(one, other, (a, b) => a + b);
}

export function times(one: Amount, other: Amount): Amount {
  return one === 1 ? other : combine(one, other, (a, b) => a * b);
}

export function larger(one: Amount, other: Amount): Amount {
  return combine(one, other, Math.max);
}

/** What the operation alone decides is worked out once. */
function combine(one: Amount, other: Amount, work: (a: number, b: number) => number): Amount {
  if (typeof one === 'number' && typeof other === 'number') return work(one, other);
  return (variables) => work(valueOf(one, variables), valueOf(other, variables));
}

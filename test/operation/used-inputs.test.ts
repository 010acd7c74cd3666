import { buildSchema, Kind, parse } from 'graphql';
import type { FieldNode } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createInputSignature } from '../../gateway/operation/input-signature.ts';
import { usedInputs } from '../../gateway/operation/used-inputs.ts';

const schema = buildSchema(`
  type Query { people(where: Filter, order: [Order!], first: Int): [String] }
  input Filter { name: String, number: Text, all: [Filter!] }
  input Text { is: String, startsWith: String }
  enum Order { NAME NUMBER }
`);

/** The inputs that the first field of an operation uses. */
function inputsOf(source: string, variables: Readonly<Record<string, unknown>> = {}): readonly string[] {
  const [operation] = parse(source).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const field = operation.selectionSet.selections[0] as FieldNode;
  const definition = schema.getQueryType()?.getFields()['people'];
  return usedInputs('Query.people', definition?.args ?? [], field.arguments ?? [], variables);
}

/** The signature of variable values for an operation. */
function signatureOf(source: string, variables: Readonly<Record<string, unknown>>): string {
  const [operation] = parse(source).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  return createInputSignature(schema, operation)(variables);
}

describe('the inputs that a field uses', () => {
  test('are its arguments, the input fields inside them, and enum values', () => {
    expect(inputsOf('{ people(where: { number: { startsWith: "0" } }, order: [NUMBER]) }')).toEqual([
      'Query.people(where:)',
      'Filter.number',
      'Text.startsWith',
      'Query.people(order:)',
      'Order.NUMBER',
    ]);
  });

  test('are found through variables, whole or inside a literal', () => {
    const inside = 'query($n: Text) { people(where: { all: [{ number: $n }] }) }';
    expect(inputsOf(inside, { n: { is: '1' } })).toContain('Text.is');
    const whole = 'query($w: Filter) { people(where: $w) }';
    expect(inputsOf(whole, { w: { all: [{ number: { is: '1' } }] } })).toEqual([
      'Query.people(where:)',
      'Filter.all',
      'Filter.number',
      'Text.is',
    ]);
  });

  test('leave out a variable that was not sent, and count a null that was', () => {
    const source = 'query($f: Int, $n: Text) { people(first: $f, where: { number: $n }) }';
    expect(inputsOf(source)).toEqual(['Query.people(where:)']);
    expect(inputsOf(source, { f: null, n: null })).toEqual([
      'Query.people(first:)',
      'Query.people(where:)',
      'Filter.number',
    ]);
  });

  test('a single value that stands for a list is looked into', () => {
    expect(inputsOf('query($o: [Order!]) { people(order: $o) }', { o: 'NUMBER' })).toContain('Order.NUMBER');
  });
});

describe('the signature of variable values', () => {
  const source = 'query($w: Filter, $f: Int) { people(where: $w, first: $f) }';

  test('differs where other inputs are used', () => {
    const none = signatureOf(source, {});
    const byName = signatureOf(source, { w: { name: 'A' } });
    const byNumber = signatureOf(source, { w: { number: { is: '1' } } });
    expect(new Set([none, byName, byNumber, signatureOf(source, { f: 1 })]).size).toBe(4);
  });

  test('is the same for other values of the same inputs, and holds no value', () => {
    const one = signatureOf(source, { w: { name: 'Nguyễn' }, f: 1 });
    expect(signatureOf(source, { w: { name: 'Trần' }, f: 2 })).toBe(one);
    expect(one).not.toContain('Nguyễn');
  });
});

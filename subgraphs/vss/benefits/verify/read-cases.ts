import { isJson, UnreadableError } from './input-reader.ts';

/** A worked case: facts of a scheme and what the law gives for them. */
export interface BenefitCase {
  readonly id: string;
  readonly scheme: string;
  readonly asOf: Temporal.PlainDate;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What is expected, by the name of the field. Null, and what a case leaves out, expects nothing. */
  readonly expected: ReadonlyMap<string, unknown>;
}

const expectations = [
  'eligible',
  'expectedAmountVnd',
  'expectedDays',
  'expectedMonths',
  'expectedOddDays',
  'expectedDate',
  'reasonCode',
] as const;

/**
 * The cases of a file.
 *
 * @throws UnreadableError when it holds no list of cases, or one of them lacks what makes it a case
 */
export function readCases(json: string): readonly BenefitCase[] {
  const cases = parse(json);
  if (!Array.isArray(cases)) throw new UnreadableError('expected a list of cases');
  const read = cases.map(readCase);
  const twice = read.find(({ id }, index) => read.findIndex((other) => other.id === id) < index);
  if (twice !== undefined) throw new UnreadableError(`two cases have the id ${twice.id}`);
  return read;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw new UnreadableError('expected JSON');
  }
}

function readCase(value: unknown, index: number): BenefitCase {
  const at = `case ${index + 1}`;
  if (!isJson(value)) throw new UnreadableError(`${at}: expected an object`);
  const { id, scheme, asOf, inputs, breakdown } = value;
  if (typeof id !== 'string' || id === '') throw new UnreadableError(`${at}: give an id`);
  if (typeof scheme !== 'string') throw new UnreadableError(`${at} (${id}): give a scheme`);
  if (!isJson(inputs)) throw new UnreadableError(`${at} (${id}): give inputs`);
  if (typeof value['eligible'] !== 'boolean') {
    throw new UnreadableError(`${at} (${id}): say whether it is eligible, true or false`);
  }
  if (breakdown !== undefined && !isJson(breakdown)) {
    throw new UnreadableError(`${at} (${id}): breakdown is an object`);
  }
  const named = expectations.map((field) => [field, value[field]] as const);
  const workings = Object.entries(breakdown ?? {}).map(([key, part]) => [`breakdown.${key}`, part] as const);
  const expected = [...named, ...workings].filter(([, part]) => part !== undefined && part !== null);
  return { id, scheme, asOf: readDay(asOf, `${at} (${id})`), inputs, expected: new Map(expected) };
}

function readDay(asOf: unknown, at: string): Temporal.PlainDate {
  if (typeof asOf === 'string' && /^\d{4}-\d\d-\d\d$/.test(asOf)) {
    try {
      return Temporal.PlainDate.from(asOf);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw new UnreadableError(`${at}: asOf is a day, as 2026-03-31`);
}

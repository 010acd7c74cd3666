import { isRecord } from '../../../../schema/untrusted-json.ts';
import { UnreadableError } from './input-reader.ts';

/** A worked case: facts of a scheme and what the law gives for them. */
export interface BenefitCase {
  readonly id: string;
  readonly scheme: string;
  readonly asOf: Temporal.PlainDate;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What is expected, by the name of the field. Null, and what a case leaves out, expects nothing. */
  readonly expected: ReadonlyMap<string, unknown>;
}

/** Names of a case may hold no control characters: they are printed. */
const idShape = /^\P{Cc}{1,100}$/u;

/**
 * The cases of a file.
 *
 * @throws UnreadableError when it holds no list of cases, or one of them lacks what makes it a case
 */
export function readCases(json: string): readonly BenefitCase[] {
  const cases = parse(json);
  if (!Array.isArray(cases)) throw new UnreadableError('expected a list of cases');
  if (cases.length === 0) throw new UnreadableError('expected one case at least: no case proves nothing');
  const read = cases.map(readCase);
  const twice = read.find(({ id }, index) => read.findIndex((other) => other.id === id) < index);
  if (twice !== undefined) throw new UnreadableError(`two cases have the id ${twice.id}`);
  return read;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    throw new UnreadableError('expected JSON');
  }
}

function readCase(value: unknown, index: number): BenefitCase {
  const at = `case ${index + 1}`;
  if (!isRecord(value)) throw new UnreadableError(`${at}: expected an object`);
  const { id, scheme, asOf, inputs, breakdown } = value;
  if (typeof id !== 'string' || !idShape.test(id)) {
    throw new UnreadableError(`${at}: give an id of 1 to 100 printable characters`);
  }
  if (typeof scheme !== 'string') throw new UnreadableError(`${at} (${id}): give a scheme`);
  if (!isRecord(inputs)) throw new UnreadableError(`${at} (${id}): give inputs`);
  if (typeof value['eligible'] !== 'boolean') {
    throw new UnreadableError(`${at} (${id}): say whether it is eligible, true or false`);
  }
  if (breakdown !== undefined && breakdown !== null && !isRecord(breakdown)) {
    throw new UnreadableError(`${at} (${id}): breakdown is an object`);
  }
  const named = Object.entries(value).filter(([field]) => isExpectation(field));
  const workings = Object.entries(breakdown ?? {}).map(([key, part]) => [`breakdown.${key}`, part] as const);
  const expected = [...named, ...workings].filter(([, part]) => part !== undefined && part !== null);
  return { id, scheme, asOf: readDay(asOf, `${at} (${id})`), inputs, expected: new Map(expected) };
}

/** Also one that no rule answers: what nobody compares would pass whatever the rules say. */
function isExpectation(field: string): boolean {
  return field === 'eligible' || field === 'reasonCode' || field.startsWith('expected');
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

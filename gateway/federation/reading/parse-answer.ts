import { isRecord, parseJson } from '../../../schema/untrusted-json.ts';
import { toByteText } from '../../operation/byte-text.ts';
import { emptyObject, type FetchedValue } from '../../operation/fetched-value.ts';
import type { ReadShape } from './read-shape.ts';
import { mostLists } from './walk-answer.ts';

/** The members of a GraphQL answer, as far as they are what they should be. */
export interface ParsedAnswer {
  readonly data: FetchedValue;
  readonly errors: readonly unknown[];
  readonly extensions: unknown;
}

const utf8 = new TextDecoder();

/** Thrown for what goes down deeper than anything here can follow. */
const tooDeep = new RangeError('An answer is nested too deeply.');

/**
 * Reads any answer that is a JSON object, however it is written; undefined for what is none, and for what is nested so deeply
 * that to walk through it would take the whole request down.
 */
export function parseAnswer(bytes: Uint8Array, shape: ReadShape): ParsedAnswer | undefined {
  const answer = parseJson(utf8.decode(bytes));
  if (!isRecord(answer)) return undefined;
  const { data, errors, extensions } = answer;
  try {
    return {
      data: isRecord(data) ? fetchedOf(data, shape) : null,
      errors: Array.isArray(errors) ? errors : [],
      extensions,
    };
  } catch (error) {
    // `JSON.stringify` too throws one where it runs out of stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What was asked out of a value; nothing of what was not. */
function fetchedOf(value: unknown, shape: ReadShape | undefined, lists = 0): FetchedValue {
  if (value === null) return null;
  if (Array.isArray(value)) {
    if (lists >= mostLists) throw tooDeep;
    return value.map((each) => fetchedOf(each, shape, lists + 1));
  }
  if (!shape || !isRecord(value)) return toByteText(JSON.stringify(value));
  const object = emptyObject();
  for (const { key, inside } of shape.fields) {
    if (Object.hasOwn(value, key)) object[key] = fetchedOf(value[key], inside);
  }
  return object;
}

import { isRecord } from '../../../../schema/untrusted-json.ts';
/** A case says something that no rule can read. The message names the place and what belongs there, no value. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

type Json = Readonly<Record<string, unknown>>;

/** The most days that one span of leave may have: what is longer is a mistyped year. */
const longestSpan = 1100;
const mostMoney = 100_000_000_000;
const dayShape = /^\d{4}-\d\d-\d\d$/;

/** Reads the inputs of a case, by their names, into the types of the rules. */
export class InputReader {
  readonly #inputs: Json;
  readonly #at: string;
  readonly #asked = new Set<string>();

  constructor(inputs: Json, at = 'inputs') {
    this.#inputs = inputs;
    this.#at = at;
  }

  /** Names that no rule has asked for until now: words of another format, or mistyped. */
  unread(): readonly string[] {
    return this.keys().filter((key) => !this.#asked.has(key));
  }

  has(key: string): boolean {
    this.#asked.add(key);
    return this.#inputs[key] !== undefined && this.#inputs[key] !== null;
  }

  keys(): readonly string[] {
    return Object.entries(this.#inputs).flatMap(([key, value]) =>
      value === undefined || value === null ? [] : [key],
    );
  }

  /** The first of these names that is there. */
  firstOf(...keys: readonly string[]): string | undefined {
    return keys.find((key) => this.has(key));
  }

  money(key: string): number | undefined {
    return this.#number(key, 'whole đồng, not negative', (value) => {
      return Number.isInteger(value) && value >= 0 && value <= mostMoney;
    });
  }

  count(key: string): number | undefined {
    return this.#number(key, 'a whole number from 0 to 1200', (value) => {
      return Number.isInteger(value) && value >= 0 && value <= 1200;
    });
  }

  /** Days, halves too. */
  days(key: string): number | undefined {
    return this.#number(key, 'days in halves, from 0 to 1100', (value) => {
      return Number.isInteger(value * 2) && value >= 0 && value <= longestSpan;
    });
  }

  /** Years, months or hours with parts of them. */
  measure(key: string): number | undefined {
    return this.#number(key, 'a number from 0 to 10000', (value) => value >= 0 && value <= 10_000);
  }

  flag(key: string): boolean | undefined {
    return this.#value(key, 'true or false', (value) => typeof value === 'boolean');
  }

  word<const Word extends string>(key: string, words: readonly Word[]): Word | undefined {
    const isWord = (value: unknown): value is Word => words.some((word) => word === value);
    return this.#value(key, `one of ${words.join(', ')}`, isWord);
  }

  text(key: string): string | undefined {
    return this.#value(key, 'a text', (value): value is string => typeof value === 'string');
  }

  /** Whether the value has the shape of a day. */
  isDay(key: string): boolean {
    this.#asked.add(key);
    const value = this.#inputs[key];
    return typeof value === 'string' && dayShape.test(value);
  }

  date(key: string): Temporal.PlainDate | undefined {
    return this.#parsed(key, 'a day, as 2026-03-31', (text) => {
      return dayShape.test(text) ? Temporal.PlainDate.from(text) : undefined;
    });
  }

  month(key: string): Temporal.PlainYearMonth | undefined {
    return this.#parsed(key, 'a month, as 2026-03', (text) => {
      return /^\d{4}-\d\d$/.test(text) ? Temporal.PlainYearMonth.from(text) : undefined;
    });
  }

  /** A list whose entries are read one by one: each is given as a reader with the one name `entry`. */
  list<T>(key: string, read: (entry: InputReader) => T): readonly T[] | undefined {
    const values = this.#value(key, 'a list of at most 1200', (value) => {
      return Array.isArray(value) && value.length <= 1200;
    });
    if (!Array.isArray(values)) return undefined;
    return values.map((entry: unknown, index) =>
      read(new InputReader({ entry }, `${this.#at}.${key}[${index}]`)),
    );
  }

  /** The object under a name, else undefined. */
  object(key: string): InputReader | undefined {
    this.#asked.add(key);
    const value = this.#inputs[key];
    return isRecord(value) ? new InputReader(value, `${this.#at}.${key}`) : undefined;
  }

  /** The value, or an error that names what is missing. */
  need<T>(value: T | undefined, ...keys: readonly string[]): T {
    if (value === undefined) throw new UnreadableError(`${this.#at}: give ${keys.join(' or ')}`);
    return value;
  }

  expect(key: string, expected: string): UnreadableError {
    return new UnreadableError(`${this.#at}.${key}: expected ${expected}`);
  }

  #number(key: string, expected: string, accepts: (value: number) => boolean): number | undefined {
    return this.#value(
      key,
      expected,
      (value): value is number => typeof value === 'number' && accepts(value),
    );
  }

  #parsed<T>(key: string, expected: string, parse: (text: string) => T | undefined): T | undefined {
    const text = this.#value(key, expected, (value): value is string => typeof value === 'string');
    if (text === undefined) return undefined;
    try {
      const parsed = parse(text);
      if (parsed !== undefined) return parsed;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    throw this.expect(key, expected);
  }

  #value<T>(key: string, expected: string, accepts: (value: unknown) => value is T): T | undefined;
  #value(key: string, expected: string, accepts: (value: unknown) => boolean): unknown;
  #value(key: string, expected: string, accepts: (value: unknown) => boolean): unknown {
    if (!this.has(key)) return undefined;
    const value = this.#inputs[key];
    if (!accepts(value)) throw this.expect(key, expected);
    return value;
  }
}

import { isUtf8 } from 'node:buffer';
import type { ByteText } from '../../operation/byte-text.ts';
import { emptyObject, type FetchedObject, type FetchedValue } from '../../operation/fetched-value.ts';
import { hasControlCharacter } from './control-characters.ts';
import { hasKey, type KnownBy } from './entity-key.ts';
import type { ReadField, ReadShape } from './read-shape.ts';

/** The two members of a GraphQL answer that has no errors. */
export interface WalkedAnswer {
  readonly data: FetchedObject;
  /** Entities that stand in several places of it. */
  readonly repeated: readonly FetchedObject[];
  readonly extensions: unknown;
}

/**
 * Reads an answer in one walk over its bytes, as servers write it: keys in the order in which they were asked, no white
 * space, no errors. Leaves are cut out as they are.
 *
 * @returns undefined for anything else, which may be right all the same: it is for `parseAnswer` to say
 */
export function walkAnswer(bytes: Buffer, shape: ReadShape): WalkedAnswer | undefined {
  const end = bytes.at(-1) === newline ? bytes.length - 1 : bytes.length;
  if (!isUtf8(bytes) || hasControlCharacter(bytes.subarray(0, end))) return undefined;
  try {
    return new AnswerWalk(bytes.toString('latin1', 0, end)).answer(shape, bytes);
  } catch (error) {
    if (error === surprise) return undefined;
    throw error;
  }
}

/** Thrown where an answer is not as expected. It has no trace, for it is caught a few lines above. */
const surprise = Symbol('surprise');

const beginning = '{"data":';
const extensionsHead = ',"extensions":';
const newline = 0x0a;
const quote = 0x22;
const comma = 0x2c;
const minus = 0x2d;
const dot = 0x2e;
const zero = 0x30;
const openList = 0x5b;
const backslash = 0x5c;
const closeList = 0x5d;
const letterN = 0x6e;
const openObject = 0x7b;
const closeObject = 0x7d;

/** Lists that may stand in one another. No type has as many, and every later step goes down into each of them. */
export const mostLists = 100;

/** With more digits a number that is written again is another one. */
const mostDigits = 15;

const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const words: readonly string[] = ['true', 'false'];

/** An entity, and the text that it came as: who repeats it means the same. */
interface WrittenEntity {
  readonly text: ByteText;
  readonly object: FetchedObject;
}

/** The entities at one place by how they begin: that tells nearly all of them apart, and costs the same however much is inside. */
type EntitiesAt = Map<ByteText, WrittenEntity>;

/** Characters of the text of an entity by which it is looked for, at most. */
const mostOfHead = 64;

/** A place in a text that moves forwards. */
class AnswerWalk {
  readonly #text: ByteText;
  readonly #entities = new Map<ReadField, EntitiesAt>();
  readonly #repeated: FetchedObject[] = [];
  #at = 0;
  #lists = 0;
  /** Where the next backslash is; -1 where no more comes. */
  #backslash: number;

  constructor(text: ByteText) {
    this.#text = text;
    this.#backslash = text.indexOf('\\');
  }

  answer(shape: ReadShape, bytes: Buffer): WalkedAnswer {
    if (!this.#takeText(beginning)) throw surprise;
    const data = this.#object(shape);
    const repeated = this.#repeated;
    const last = this.#text.length - 1;
    if (this.#text.charCodeAt(last) !== closeObject) throw surprise;
    if (this.#at === last) return { data, repeated, extensions: undefined };
    if (!this.#takeText(extensionsHead)) throw surprise;
    return { data, repeated, extensions: parseRest(bytes.toString('utf8', this.#at, last)) };
  }

  #object({ fields }: ReadShape): FetchedObject {
    const object = emptyObject();
    if (!this.#take(openObject)) throw surprise;
    if (this.#take(closeObject)) return object;
    let next = 0;
    do {
      // Fields of fragments that do not hold are left out, but none stands before one that was asked earlier.
      let field = fields[next++];
      while (field && !this.#takeText(field.head)) field = fields[next++];
      if (!field) throw surprise;
      object[field.key] = this.#value(field);
    } while (this.#take(comma));
    if (!this.#take(closeObject)) throw surprise;
    return object;
  }

  #value(field: ReadField): FetchedValue {
    const first = this.#text.charCodeAt(this.#at);
    if (first === openList) return this.#list(field);
    if (first === letterN && this.#takeText('null')) return null;
    const { inside, knownBy } = field;
    if (inside) return knownBy ? this.#entity(field, inside, knownBy) : this.#object(inside);
    const start = this.#at;
    if (first === quote) this.#skipString();
    else if (first === minus || isDigit(first)) this.#skipNumber();
    else if (!words.some((word) => this.#takeText(word))) throw surprise;
    return this.#text.slice(start, this.#at);
  }

  /** One that is repeated is not read again: a look at its text is all, however much is inside it. */
  #entity(field: ReadField, inside: ReadShape, knownBy: KnownBy): FetchedObject {
    const text = this.#text;
    const start = this.#at;
    const entities = this.#entities.getOrInsertComputed(field, () => new Map());
    // Where the first object in it ends, it ends at the earliest: what is written alike has the same head, whatever follows it.
    const head = text.slice(start, Math.min(text.indexOf('}', start) + 1, start + mostOfHead));
    const known = entities.get(head);
    if (known && text.slice(start, start + known.text.length) === known.text) {
      this.#at = start + known.text.length;
      this.#repeated.push(known.object);
      return known.object;
    }
    const object = this.#object(inside);
    if (hasKey(knownBy, object)) entities.set(head, { text: text.slice(start, this.#at), object });
    return object;
  }

  #list(field: ReadField): readonly FetchedValue[] {
    const values: FetchedValue[] = [];
    this.#at++;
    if (this.#take(closeList)) return values;
    if (++this.#lists > mostLists) throw surprise;
    do values.push(this.#value(field));
    while (this.#take(comma));
    this.#lists--;
    if (!this.#take(closeList)) throw surprise;
    return values;
  }

  #skipString(): void {
    const text = this.#text;
    const start = this.#at + 1;
    if (this.#backslash !== -1 && this.#backslash < start) this.#backslash = text.indexOf('\\', start);
    let end = text.indexOf('"', start);
    if (this.#backslash !== -1 && this.#backslash < end) end = endOfEscaped(text, this.#backslash);
    if (end === -1) throw surprise;
    this.#at = end + 1;
  }

  /** A number that is written as it would be written again. */
  #skipNumber(): void {
    const text = this.#text;
    const isNegative = this.#take(minus);
    const start = this.#at;
    let at = endOfDigits(text, start);
    const isZero = text.charCodeAt(start) === zero;
    if (at === start || (isZero && at > start + 1)) throw surprise;
    if (text.charCodeAt(at) === dot) {
      const fraction = at + 1;
      at = endOfDigits(text, fraction);
      const isTiny = isZero && text.startsWith('000000', fraction);
      if (at === fraction || text.charCodeAt(at - 1) === zero || isTiny) throw surprise;
    } else if (isZero && isNegative) {
      throw surprise;
    }
    if (at - start > mostDigits) throw surprise;
    this.#at = at;
  }

  #take(character: number): boolean {
    if (this.#text.charCodeAt(this.#at) !== character) return false;
    this.#at++;
    return true;
  }

  #takeText(expected: string): boolean {
    const text = this.#text;
    const start = this.#at;
    for (let index = 0; index < expected.length; index++) {
      if (text.charCodeAt(start + index) !== expected.charCodeAt(index)) return false;
    }
    this.#at = start + expected.length;
    return true;
  }
}

function isDigit(character: number): boolean {
  return character >= zero && character <= 0x39;
}

function endOfDigits(text: ByteText, start: number): number {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

/** Where a string ends in which there may be escapes. */
function endOfEscaped(text: ByteText, start: number): number {
  let at = start;
  while (at < text.length) {
    const character = text.charCodeAt(at);
    if (character === quote) return at;
    if (character === backslash) at = endOfEscape(text, at);
    else at++;
  }
  return -1;
}

function endOfEscape(text: ByteText, start: number): number {
  escape.lastIndex = start;
  if (!escape.test(text)) throw surprise;
  return escape.lastIndex;
}

function parseRest(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw surprise;
  }
}

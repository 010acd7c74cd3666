import * as fc from 'fast-check';
import type { CollectionSpec, Key, Range, Stored } from '../../subgraphs/kit/store/port.ts';

/** A document with every kind of field that an index can meet. */
export interface Paper extends Stored {
  readonly citizenId?: string;
  readonly issuedOn?: string | null;
  readonly rank?: number;
  readonly final?: boolean;
  readonly number?: string;
  readonly facility?: { readonly code: string };
  readonly serial?: number;
  readonly codes?: readonly { readonly value: string }[];
  readonly content?: unknown;
}

/** A collection of papers; the name lets tests share one database. */
export function papers(name: string): CollectionSpec<Paper> {
  return {
    name,
    owner: 'citizenId',
    indexes: [
      { name: 'byCitizen', fields: ['citizenId', 'issuedOn', 'rank'] },
      { name: 'byState', fields: ['final', 'rank'] },
      { name: 'byCode', fields: ['codes.value', 'issuedOn'] },
      { name: 'byNumber', fields: ['number'], unique: true },
      { name: 'bySerial', fields: ['facility.code', 'serial'], unique: true },
    ],
  };
}

// Few values, so that they meet; with those whose order differs between UTF-16 and UTF-8, and with zero bytes.
const texts = fc.constantFrom('', 'a', 'a\0', 'a\0b', 'ab', 'Đ', 'Ạ', '\u{FF5E}', '\u{1F476}');
const numbers = fc.constantFrom(-2.5, -1, 0, 0.5, 1, 10, 2 ** 40, Number.MAX_SAFE_INTEGER);
const citizens = fc.constantFrom('c1', 'c2');

/** Ids that often meet. */
export const anyId = fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8');

/** Papers of any shape: each field there or not. */
export const anyPaper: fc.Arbitrary<Paper> = fc.record(
  {
    id: anyId,
    version: fc.constant(1),
    citizenId: citizens,
    issuedOn: fc.oneof(texts, fc.constant(null)),
    rank: numbers,
    final: fc.boolean(),
    number: texts,
    facility: fc.record({ code: texts }),
    serial: numbers,
    codes: fc.array(fc.record({ value: texts }), { maxLength: 4 }),
    content: fc.constantFrom({ ward: { rooms: [{ beds: [1, 2] }, {}] } }, ['Nguyễn', null], 'a\0b', false),
  },
  { requiredKeys: ['id', 'version'] },
);

/** Pages along any of the indexes, from any position. */
export const anyRange: fc.Arbitrary<Range> = fc.oneof(
  rangesOf('byCitizen', [citizens, texts, numbers]),
  rangesOf('byState', [fc.boolean(), numbers]),
  rangesOf('byCode', [texts, texts], 1),
  rangesOf('byNumber', [texts]),
  rangesOf('bySerial', [texts, numbers]),
);

function rangesOf(index: string, values: readonly fc.Arbitrary<Key>[], least = 0): fc.Arbitrary<Range> {
  return fc.integer({ min: least, max: values.length }).chain((bound) => {
    const ordering = values.slice(bound).map((value) => fc.option(value));
    return fc.record(
      {
        index: fc.constant(index),
        equals: fc.tuple(...values.slice(0, bound)),
        after: fc.tuple(...ordering, anyId),
        limit: fc.integer({ min: 1, max: 9 }),
        order: fc.constantFrom('asc' as const, 'desc' as const),
      },
      { requiredKeys: ['index', 'equals', 'limit'] },
    );
  });
}

import { describe, expect, test } from 'vitest';
import { agency, lint, people } from './small-graph.ts';

describe('every coordinate says what kind of data it is', () => {
  test('accepts a graph in which each one does', () => {
    expect(lint([people])).toEqual([]);
  });

  test('accepts fields that their type classifies', () => {
    const papers = agency(
      'papers',
      `"A paper." type Paper @data(category: DOCUMENT) { "Its number." number: String }`,
    );
    expect(lint([people, papers])).toEqual([]);
  });

  test.each([
    ['an output field', 'Paper.number', '"A paper." type Paper { "Its number." number: String }'],
    ['a field of an extended type', 'Query.more', 'extend type Query { "More." more: String }'],
    [
      'an interface field',
      'Named.name',
      `"Has a name." interface Named { "Name." name: String }
       "A firm." type Firm implements Named { "Name." name: String @data(category: PUBLIC) }`,
    ],
    [
      'an argument',
      'Query.search(text:)',
      'extend type Query { "Search." search("Text." text: String): Int @data(category: PUBLIC) }',
    ],
    [
      'an input field',
      'Filter.name',
      `"Filter." input Filter { "Name." name: String }
       extend type Query { "Count." count("Of." of: Filter @data(category: PUBLIC)): Int @data(category: PUBLIC) }`,
    ],
    [
      'an enum value to sort by',
      'PersonOrder.NAME',
      `"Order." enum PersonOrder { "By name." NAME }
       extend type Query { "List." list("By." by: PersonOrder @data(category: PUBLIC)): Int @data(category: PUBLIC) }`,
    ],
    [
      'an enum value that an argument orderBy takes',
      'Column.NAME',
      `"Column." enum Column { "By name." NAME }
       extend type Query { "List." list("By." orderBy: [Column!] @data(category: PUBLIC)): Int @data(category: PUBLIC) }`,
    ],
  ])('refuses %s without a category', (_what, coordinate, types) => {
    expect(lint([people, agency('other', types)])).toContain(`classified ${coordinate}`);
  });

  test.each([
    ['public and personal at once', '@data(category: PUBLIC) @data(category: IDENTITY)'],
    ['one category twice', '@data(category: IDENTITY) @data(category: IDENTITY, derived: true)'],
  ])('refuses a field that is %s', (_what, annotations) => {
    const other = agency('other', `"A paper." type Paper { "Its number." number: String ${annotations} }`);
    expect(lint([people, other])).toEqual(['classified Paper.number']);
  });
});

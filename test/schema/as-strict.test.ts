import { expect, test } from 'vitest';
import { agency, lint, people } from './small-graph.ts';

const firm = (annotation: string) =>
  `"A firm." type Firm @shareable ${annotation} { "Code." code: String @data(category: PUBLIC) }
   extend type Query { "A firm." firm: Firm @shareable @data(category: PUBLIC) }`;

test('a classification of a shared type that one agency alone makes is refused at the others, which it would stop', () => {
  const findings = lint([
    people,
    agency('one', firm('@data(category: CONTRIBUTION)')),
    agency('two', firm('')),
  ]);
  for (const coordinate of ['Firm.__typename', 'Firm.code', 'Query.firm']) {
    expect(findings).toContain(`as-strict ${coordinate}`);
  }
  const alike = firm('@data(category: CONTRIBUTION)');
  expect(lint([people, agency('one', alike), agency('two', alike)])).toEqual([]);
});

test.each(['schema { query: Root }', 'extend schema { query: Root }'])(
  'a root type under another name is refused: %s',
  (declared) => {
    const sdl = `${declared} type Root { "One." one: Int @data(category: PUBLIC) }`;
    expect(lint([people, agency('one', sdl)])).toContain('root-names Root');
  },
);

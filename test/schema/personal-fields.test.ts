import { describe, expect, test } from 'vitest';
import { agency, lint, people } from './small-graph.ts';

function paper(field: string, ofType = '') {
  const dates = '"A day." scalar Date';
  return agency(
    'papers',
    `${dates} "A paper." type Paper ${ofType} { "About." about: ${field} "Day." day: Date @data(category: PUBLIC) }`,
  );
}

describe('a personal field can be refused without its neighbours', () => {
  test.each([
    'String @data(category: IDENTITY)',
    '[String!] @data(category: IDENTITY)',
    'Int! @data(category: PUBLIC)',
  ])('accepts %s', (field) => expect(lint([people, paper(field)])).toEqual([]));

  test.each([
    ['String! @data(category: IDENTITY)', ''],
    ['[String]! @data(category: IDENTITY)', ''],
    ['String!', '@data(category: IDENTITY)'],
    ['String! @data(category: PUBLIC)', '@data(category: IDENTITY)'],
  ])('refuses %s in a type %s', (field, ofType) => {
    expect(lint([people, paper(field, ofType)])).toContain('personal-nullable Paper.about');
  });
});

describe('a masked value is still of its type', () => {
  test.each([
    ['String', 'LAST4'],
    ['String', 'PRESENCE'],
    ['String', 'PSEUDONYM'],
    ['Date', 'YEAR_ONLY'],
    ['[Int!]', 'BAND'],
  ])('accepts %s masked %s', (type, mask) => {
    expect(lint([people, paper(`${type} @data(category: IDENTITY, mask: ${mask})`)])).toEqual([]);
  });

  test.each([
    ['Int', 'LAST4'],
    ['Date', 'PRESENCE'],
    ['String', 'YEAR_ONLY'],
    ['String', 'BAND'],
  ])('refuses %s masked %s', (type, mask) => {
    const findings = lint([people, paper(`${type} @data(category: IDENTITY, mask: ${mask})`)]);
    expect(findings).toEqual(['mask-fits-type Paper.about']);
  });

  test('refuses a mask on a whole type', () => {
    expect(lint([people, paper('String', '@data(category: IDENTITY, mask: LAST4)')])).toEqual([
      'mask-fits-type Paper',
    ]);
  });
});

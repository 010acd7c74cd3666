import { expect, test } from 'vitest';
import { agency, lint, people } from './small-graph.ts';

function graph(book: string, film: string, bookType = '', filmType = '') {
  return agency(
    'media',
    `"A medium." interface Medium { "Title." title: String ${book} }
     "A book." type Book implements Medium ${bookType} { "Title." title: String ${book} }
     "A film." type Film implements Medium ${filmType} { "Title." title: String ${film} }
     "Either." union Either = Book | Film
     extend type Query {
       "A medium." medium: Medium @data(category: PUBLIC)
       "Either." either: Either @data(category: PUBLIC)
     }`,
  );
}

const identity = '@data(category: IDENTITY)';
const contact = '@data(category: CONTACT)';

test('accepts members that classify a field alike', () => {
  expect(lint([people, graph(identity, identity)])).toEqual([]);
});

test.each([
  ['category', contact],
  ['mask', '@data(category: IDENTITY, mask: LAST4)'],
  ['openness', '@data(category: PUBLIC)'],
])('refuses members of an interface or a union that differ in the %s of a field', (_what, film) => {
  expect(lint([people, graph(identity, film)])).toEqual([
    'abstract-members Medium.title',
    'abstract-members Either.title',
  ]);
});

test('refuses members of which one is classified as a whole, for its name tells', () => {
  expect(lint([people, graph(identity, identity, '', identity)])).toEqual([
    'abstract-members Medium',
    'abstract-members Either',
  ]);
});

test('compares the fields of members whose difference as a whole is waived', () => {
  const waiver = { rule: 'abstract-members', reason: 'the test', file: 'waivers.yaml', line: 1 };
  const waivers = ['Medium', 'Either'].map((coordinate) => ({ ...waiver, coordinate }));
  const derived = '@data(category: CONTACT, derived: true)';
  expect(lint([people, graph(identity, identity, '', derived)], waivers)).toEqual([]);
  expect(lint([people, graph(identity, contact, '', derived)], waivers)).toEqual([
    'abstract-members Medium.title',
    'abstract-members Either.title',
  ]);
});

test('accepts a difference that is waived', () => {
  const waiver = { rule: 'abstract-members', reason: 'the test', file: 'waivers.yaml', line: 1 };
  const waivers = [
    { ...waiver, coordinate: 'Medium.title' },
    { ...waiver, coordinate: 'Either.*' },
  ];
  expect(lint([people, graph(identity, contact)], waivers)).toEqual([]);
});

import { expect, test } from 'vitest';
import { composeSupergraph } from '../../schema/compose.ts';
import { agency, people } from './small-graph.ts';

const papers = agency(
  'papers',
  '"A paper." type Paper { "Number." number: String @data(category: DOCUMENT) }',
);

test('composes the same text whatever the order of the subgraphs', () => {
  const { supergraphSdl } = composeSupergraph([people, papers]);
  expect(supergraphSdl).toContain('number: String @data(category: DOCUMENT)');
  expect(composeSupergraph([papers, people]).supergraphSdl).toBe(supergraphSdl);
});

test('carries the address of each subgraph', () => {
  expect(composeSupergraph([people]).supergraphSdl).toContain('url: "http://127.0.0.1:1/people"');
});

test('answers a syntax error with its file and line', () => {
  const broken = { ...people, sdl: 'type Query {\n  me: }\n' };
  expect(composeSupergraph([broken]).errors).toMatchObject([
    { file: 'people.graphql', line: 2, code: 'INVALID_GRAPHQL' },
  ]);
});

test('answers what does not compose with its file and line', () => {
  const other = agency('other', 'extend type Query { "Two." person(id: ID!): Int @data(category: PUBLIC) }');
  const { errors } = composeSupergraph([people, other]);
  expect(errors?.map(({ code }) => code)).toContain('INVALID_FIELD_SHARING');
  expect(
    errors?.every(
      ({ file, line, message }) =>
        /^(people|other)\.graphql$/.test(file) && line > 1 && !message.includes('\n'),
    ),
  ).toBe(true);
});

test('warns of what agencies say differently', () => {
  const other = agency('other', '"A human." type Person @key(fields: "id") { "Opaque pseudonym." id: ID! }');
  expect(composeSupergraph([people, other]).warnings).toMatchObject([{ code: 'INCONSISTENT_DESCRIPTION' }]);
});

import { expect, test } from 'vitest';
import { agency, lint, people, preamble } from './small-graph.ts';

test('refuses two descriptions of one type, of which composition keeps one', () => {
  const other = agency(
    'other',
    '"A human." type Person @key(fields: "id") { "Opaque pseudonym." id: ID! @data(category: PUBLIC) }',
  );
  expect(lint([people, other])).toEqual(['composition-warnings INCONSISTENT_DESCRIPTION']);
});

test('refuses a classification that two looser agencies outvote', () => {
  const once = preamble.replace(') repeatable on', ') on');
  const firm = (category: string) =>
    `"A firm." type Firm @shareable { "Code." code: String @data(category: ${category}) }
     extend type Query { "A firm." firm: Firm @shareable @data(category: PUBLIC) }`;
  const subgraphs = [
    agency('strict', firm('CONTRIBUTION'), once),
    agency('loose', firm('PUBLIC'), once),
    agency('looser', firm('PUBLIC'), once),
  ];
  const findings = lint(subgraphs);
  expect(findings).toContain('composition-warnings INCONSISTENT_NON_REPEATABLE_DIRECTIVE_ARGUMENTS');
  expect(findings).toContain('annotations-kept Firm.code');
});

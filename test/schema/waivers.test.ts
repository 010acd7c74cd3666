import { expect, test } from 'vitest';
import { readWaivers } from '../../schema/lint/waiver.ts';
import { lint, people } from './small-graph.ts';

const waiver = {
  rule: 'lists-connected',
  coordinate: 'Person.friends',
  reason: 'at most two',
  file: 'w.yaml',
  line: 2,
};

test('reads rule, coordinate and reason, with the line', () => {
  const text = '# reviewed\n- rule: lists-connected\n  coordinate: Person.friends\n  reason: at most two\n';
  expect(readWaivers(text, 'w.yaml')).toEqual([waiver]);
  expect(readWaivers('# none\n', 'w.yaml')).toEqual([]);
});

test.each([
  ['no reason', '- rule: a\n  coordinate: B\n', 'w.yaml:1 a waiver has exactly rule, coordinate, reason'],
  ['an empty reason', '- { rule: a, coordinate: B, reason: " " }\n', 'w.yaml:1 a waiver has exactly'],
  ['another key', '- { rule: a, coordinate: B, reason: c, until: d }\n', 'w.yaml:1 a waiver has exactly'],
  ['no list', 'rule: a\n', 'w.yaml:1 must be a list'],
  ['broken YAML', '- rule: [a\n', 'w.yaml:2 '],
])('refuses a waiver file with %s', (_what, text, message) => {
  expect(() => readWaivers(text, 'w.yaml')).toThrow(message);
});

test('refuses a waiver that excepts nothing', () => {
  expect(lint([people], [waiver])).toEqual(['waivers Person.friends']);
});

test('refuses to waive a rule that has no exceptions', () => {
  const unclassified = {
    ...people,
    sdl: people.sdl.replace('name: String @data(category: IDENTITY)', 'name: String'),
  };
  const attempt = { ...waiver, rule: 'classified', coordinate: 'Person.name' };
  expect(lint([unclassified], [attempt])).toEqual(['classified Person.name', 'waivers Person.name']);
});

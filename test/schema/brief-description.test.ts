import { expect, test } from 'vitest';
import { agency, lint, people } from './small-graph.ts';

function described(description: string) {
  return agency(
    'papers',
    `"A paper." type Paper { "${description}" about: String @data(category: DOCUMENT) }`,
  );
}

test.each([
  'Hospital discharge paper (giấy ra viện).',
  'Amount in whole đồng (số tiền được hưởng, tính theo mức đóng bảo hiểm xã hội của tháng trước khi nghỉ việc).',
  'One two three four five six seven eight nine ten eleven twelve. And as much more as it needs to be understood well.',
])('accepts "%s"', (description) => {
  expect(lint([people, described(description)])).toEqual([]);
});

test.each([
  'One two three four five six seven eight nine ten eleven twelve thirteen.',
  'Giấy ra viện (discharge paper).',
])('refuses "%s"', (description) => {
  expect(lint([people, described(description)])).toEqual(['brief-description Paper.about']);
});

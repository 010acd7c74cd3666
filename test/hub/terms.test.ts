import { readFileSync } from 'node:fs';
import { buildASTSchema, isEnumType, parse } from 'graphql';
import { expect, test } from 'vitest';
import { emergencyStates } from '../../gateway/break-glass/emergency-access.ts';
import { emergencyRefusals } from '../../gateway/break-glass/emergency-refusal.ts';
import { readEmergencyTerms } from '../../gateway/break-glass/emergency-terms.ts';
import { terms } from './emergency.ts';

const sdl = readFileSync(new URL('../../schema/hub.graphql', import.meta.url), 'utf8');
const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });

function valuesOf(name: string): readonly string[] {
  const type = schema.getType(name);
  return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
}

test('emergency access lasts an hour, never more than four, and always ends', () => {
  expect(terms.minutes).toEqual({ default: 60, most: 240 });
  expect(terms.noticeAfterDays).toBe(3);
});

test('the graph has the grounds of the terms, and the states and refusals of the code', () => {
  expect(valuesOf('EmergencyGround')).toEqual(terms.grounds.map(({ code }) => code));
  expect(valuesOf('EmergencyAccessState')).toEqual(emergencyStates);
  expect(valuesOf('EmergencyRefusal')).toEqual(emergencyRefusals);
});

const good = `
minutes: { default: 60, most: 240 }
reason: { least: 10, most: 500 }
approval: { scope: s, minimumAssurance: 2, withinMinutes: 60 }
noticeAfterDays: 3
grounds: [{ code: A, vi: a, en: a, noticeAfterDays: 5 }]
`;

test.each([
  ['a default above the most', 'default: 60', 'default: 241', 'minutes.default must be up to 240.'],
  ['no end', 'most: 240', 'most: 100000', 'minutes.most must be up to 1440.'],
  ['no time at all', 'most: 240', 'most: 0', 'minutes.most must be a whole number from 1 up.'],
  ['no scope', 'scope: s,', "scope: '',", 'approval.scope must be a text that is not empty.'],
  [
    'a notice that never comes',
    'noticeAfterDays: 3',
    'noticeAfterDays: 9999',
    'noticeAfterDays must be up to',
  ],
  ['no grounds', /grounds: .*/, 'grounds: []', 'grounds must be a list with at least one ground.'],
  ['a ground that nobody understands', 'vi: a, ', '', 'grounds[0].vi must be a text'],
  [
    'a word that is not known',
    'noticeAfterDays: 3',
    'noticeAfterDays: 3\nnotice: 1',
    'notice is no field here',
  ],
  ['nothing in the file', /[^]*/, '', 'the file must be a mapping of minutes'],
])('terms with %s are refused', (_what, from, to, mistake) => {
  expect(readEmergencyTerms(good).grounds).toHaveLength(1);
  expect(() => readEmergencyTerms(good.replace(from, to))).toThrow(
    `gateway/break-glass/terms.yaml: ${mistake}`,
  );
});

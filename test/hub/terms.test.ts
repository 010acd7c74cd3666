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
  ['a default above the most', 'default: 60', 'default: 241', 'terms.yaml: minutes: default'],
  ['no end', 'most: 240', 'most: 100000', 'terms.yaml: minutes: most'],
  ['no scope', 'scope: s,', "scope: '',", 'terms.yaml: approval: scope'],
  ['a notice that never comes', 'noticeAfterDays: 3', 'noticeAfterDays: 9999', 'terms.yaml: noticeAfterDays'],
  ['no grounds', /grounds: .*/, 'grounds: []', 'terms.yaml: grounds'],
  ['a ground that nobody understands', 'vi: a, ', '', 'terms.yaml: grounds[0]: vi'],
  ['no file of terms', /[^]*/, '', 'terms.yaml'],
])('terms with %s are refused', (_what, from, to, place) => {
  expect(readEmergencyTerms(good).grounds).toHaveLength(1);
  expect(() => readEmergencyTerms(good.replace(from, to))).toThrow(`${place} must be`);
});

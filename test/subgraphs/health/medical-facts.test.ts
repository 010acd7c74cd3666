import { expect, test } from 'vitest';
import { gestationBand, isTuberculosis, withinLeaveCap } from '../../../subgraphs/health/medical-facts.ts';
import { outcomeOf } from '../../../subgraphs/health/validity.ts';
import { paper } from './records.ts';

test.each([
  [4, 'UNDER_5_WEEKS'],
  [5, 'FROM_5_TO_12_WEEKS'],
  [12, 'FROM_5_TO_12_WEEKS'],
  [13, 'FROM_13_TO_21_WEEKS'],
  [21, 'FROM_13_TO_21_WEEKS'],
  [22, 'FROM_22_WEEKS'],
  [undefined, null],
] as const)('puts %s weeks of pregnancy into the band of the law', (weeks, band) => {
  expect(gestationBand(weeks)).toBe(band);
});

test('knows tuberculosis by its codes and says nothing without a code', () => {
  expect(isTuberculosis(['A15.0'])).toBe(true);
  expect(isTuberculosis(['J18.9', 'A19'])).toBe(true);
  expect(isTuberculosis(['A20'])).toBe(false);
  expect(isTuberculosis([undefined])).toBeNull();
});

const certificate = (changes: Parameters<typeof paper<'SICK_LEAVE_CERTIFICATE'>>[2]) =>
  withinLeaveCap(paper('SICK_LEAVE_CERTIFICATE', 's', changes));
const loss = { pregnancyTerminated: true, terminationReason: 'x' };

test.each([
  ['30 ordinary days', { leaveDays: 30 }, true],
  ['31 ordinary days', { leaveDays: 31 }, false],
  ['31 days after a loss at 12 weeks', { ...loss, gestationWeeks: 12, leaveDays: 31 }, false],
  ['50 days after a loss at 13 weeks', { ...loss, gestationWeeks: 13, leaveDays: 50 }, true],
  ['51 days after a loss at 13 weeks', { ...loss, gestationWeeks: 13, leaveDays: 51 }, false],
  ['180 days for tuberculosis', { icd10Code: 'A16', leaveDays: 180 }, true],
  ['181 days for tuberculosis', { icd10Code: 'A16', leaveDays: 181 }, false],
  ['days under rules that are not on record', { leaveFrom: '2025-06-30', leaveDays: 31 }, null],
] as const)('judges %s by the cap of their kind', (_name, changes, kept) => {
  expect(certificate(changes)).toBe(kept);
});

test('judges the days of other papers, and none where none are prescribed', () => {
  expect(withinLeaveCap(paper('PREGNANCY_REST_CERTIFICATE', 'p', { restDays: 31 }))).toBe(false);
  expect(withinLeaveCap(paper('DISCHARGE_PAPER', 'd', { outpatientLeaveDays: 30 }))).toBe(true);
  expect(withinLeaveCap(paper('DISCHARGE_PAPER', 'd'))).toBeNull();
});

test('tells an event that papers deny from one that no paper speaks of', () => {
  const notice = paper('MEDICAL_DEATH_NOTICE', 'n');
  const forged = { ...notice, signature: { status: 'INVALID' } as const };
  const confirms = () => true;
  expect(outcomeOf([notice], confirms)).toBe('MATCH');
  expect(outcomeOf([notice], () => false)).toBe('MISMATCH');
  expect(outcomeOf([{ ...notice, status: 'WITHDRAWN' }], confirms)).toBe('MISMATCH');
  expect(outcomeOf([forged], confirms)).toBe('NOT_FOUND');
  expect(outcomeOf([], confirms)).toBe('NOT_FOUND');
});

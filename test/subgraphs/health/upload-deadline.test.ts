import { describe, expect, it } from 'vitest';
import { uploadDueAt, uploadedLate } from '../../../subgraphs/health/upload-deadline.ts';
import { paper } from './records.ts';

const signed = (signedAt: string) => ({ signature: { status: 'VALID', signedAt } as const });

/** Times are those of Viet Nam. 2026-11-23 is a Monday. */
const local = (time: string) => new Date(`2026-11-${time}:00+07:00`).toISOString();

describe('a notice of birth or death', () => {
  it.each([
    ['in the morning', '23T08:00', '23T12:00'],
    ['over the noon break', '23T10:00', '23T15:00'],
    ['before offices open', '23T03:00', '23T12:00'],
    ['in the afternoon', '23T15:00', '24T10:00'],
    ['at the last minute of the day', '23T17:00', '24T12:00'],
    ['on Friday afternoon', '27T16:00', '30T11:00'],
    ['on Saturday', '28T09:00', '30T12:00'],
  ])('has four working hours from its signature, %s', (_, signedAt, due) => {
    const issuedOn = `2026-11-${signedAt.slice(0, 2)}`;
    const notice = paper('MEDICAL_BIRTH_NOTICE', 'g1', { issuedOn, ...signed(local(signedAt)) });
    expect(uploadDueAt(notice)).toBe(local(due));
  });

  it('that was signed on another day runs from the morning of its issue', () => {
    const notice = paper('MEDICAL_DEATH_NOTICE', 'd1', {
      issuedOn: '2026-11-23',
      ...signed(local('25T09:00')),
    });
    expect(uploadDueAt(notice)).toBe(local('23T12:00'));
  });

  it('is late a moment after its term and not at it', () => {
    const at = (receivedAt: string) =>
      uploadedLate(
        paper('MEDICAL_BIRTH_NOTICE', 'g1', {
          issuedOn: '2026-11-23',
          receivedAt,
          ...signed(local('23T08:00')),
        }),
      );
    expect(at('2026-11-23T05:00:00Z')).toBe(false);
    expect(at('2026-11-23T05:00:01Z')).toBe(true);
  });
});

describe('a paper of a stay', () => {
  it('is due three hours after the patient left, at any time of any day', () => {
    const left = paper('DISCHARGE_PAPER', 'r1', { dischargedAt: local('28T22:30') });
    expect(uploadDueAt(left)).toBe(local('29T01:30'));
  });

  it('from before the term was law has none', () => {
    const old = paper('DISCHARGE_PAPER', 'r1', { dischargedAt: '2025-01-09T03:00:00Z' });
    expect([uploadDueAt(old), uploadedLate(old)]).toEqual([null, null]);
  });
});

it('has no term: an assessment, which its council writes into the register itself', () => {
  expect(uploadDueAt(paper('MEDICAL_ASSESSMENT_RECORD', 'a1'))).toBeNull();
});

import { describe, expect, test } from 'vitest';
import { extentOf, judgeCoverage } from '../../../subgraphs/health/leave-coverage.ts';
import { leaveSpans } from '../../../subgraphs/health/leave-spans.ts';
import { kinds, paper } from './records.ts';

const today = '2026-11-24';
const march = (from: number, to: number) => ({
  from: `2026-03-${String(from).padStart(2, '0')}`,
  to: `2026-03-${String(to).padStart(2, '0')}`,
});

describe('days covered by papers', () => {
  test.each([
    ['nothing', [], 'NONE'],
    ['one span that is as long as the period', [march(2, 6)], 'FULL'],
    ['one span around the period', [march(1, 31)], 'FULL'],
    ['spans that meet without a day between', [march(4, 6), march(2, 3)], 'FULL'],
    ['spans that overlap', [march(2, 5), march(3, 4), march(5, 9)], 'FULL'],
    ['spans with a day between', [march(2, 3), march(5, 6)], 'PARTIAL'],
    ['the first day alone', [march(1, 2)], 'PARTIAL'],
    ['the last day alone', [march(6, 8)], 'PARTIAL'],
    ['days before and after', [march(1, 1), march(7, 8)], 'NONE'],
  ] as const)('tells how much of a period is filled by %s', (_name, spans, extent) => {
    expect(extentOf(march(2, 6), spans)).toBe(extent);
  });

  test('counts a period of one day', () => {
    expect(extentOf(march(3, 3), [march(3, 3)])).toBe('FULL');
    expect(extentOf(march(3, 3), [march(4, 5)])).toBe('NONE');
  });
});

describe('what a paper proves', () => {
  test('takes days as they are in Vietnam, not in UTC', () => {
    const discharge = paper('DISCHARGE_PAPER', 'd', {
      admittedAt: '2026-03-01T17:30:00Z',
      dischargedAt: '2026-03-06T16:59:00Z',
    });
    expect(leaveSpans(discharge)).toEqual([{ kind: 'STAY', from: '2026-03-02', to: '2026-03-06' }]);
  });

  test('adds the leave that a discharge paper prescribes to the stay', () => {
    const discharge = paper('DISCHARGE_PAPER', 'd', {
      outpatientLeaveDays: 4,
      outpatientLeaveFrom: '2026-03-07',
      outpatientLeaveTo: '2026-03-10',
    });
    expect(leaveSpans(discharge)).toEqual([
      { kind: 'STAY', from: '2026-03-02', to: '2026-03-06' },
      { kind: 'LEAVE', from: '2026-03-07', to: '2026-03-10' },
    ]);
    expect(discharge.coversUntil).toBe('2026-03-10');
  });

  test('is nothing when the days end before they begin', () => {
    const certificate = paper('SICK_LEAVE_CERTIFICATE', 's', { leaveTo: '2026-03-01' });
    expect(leaveSpans(certificate)).toEqual([]);
  });

  test('is nothing on a birth notice, an assessment and a transfer without a stay', () => {
    const silent = [
      paper('MEDICAL_BIRTH_NOTICE', 'b'),
      paper('MEDICAL_ASSESSMENT_RECORD', 'a'),
      { ...paper('TRANSFER_PAPER', 't'), inpatientFrom: '' },
    ];
    expect(silent.flatMap(leaveSpans)).toEqual([]);
    expect(silent[0]).not.toHaveProperty('coversUntil');
  });

  test('is a span on every other kind', () => {
    const proving = kinds.filter((kind) => leaveSpans(paper(kind, kind)).length > 0);
    expect(proving).toHaveLength(6);
  });
});

describe('whether leave is proven throughout a period', () => {
  const discharge = paper('DISCHARGE_PAPER', 'd');
  const certificate = paper('SICK_LEAVE_CERTIFICATE', 's');

  test('joins a stay and the certificate that follows', () => {
    const period = march(2, 9);
    expect(judgeCoverage([discharge, certificate], period, today)).toEqual({
      outcome: 'MATCH',
      extent: 'FULL',
    });
    expect(judgeCoverage([discharge, certificate], period, today, 'STAY')).toEqual({
      outcome: 'MISMATCH',
      extent: 'PARTIAL',
    });
  });

  test('does not take "not there" for "no"', () => {
    expect(judgeCoverage([discharge], march(20, 25), today)).toEqual({ outcome: 'NOT_FOUND', extent: null });
  });

  test('does not take a period that still runs for a no', () => {
    expect(judgeCoverage([discharge], march(2, 10), '2026-03-10').outcome).toBe('NOT_YET_REGISTERED');
    expect(judgeCoverage([discharge], march(2, 10), '2026-03-11').outcome).toBe('MISMATCH');
  });

  test.each(['SUPERSEDED', 'WITHDRAWN'] as const)('says no for a paper that is %s', (status) => {
    expect(judgeCoverage([{ ...discharge, status }], march(2, 6), today)).toEqual({
      outcome: 'MISMATCH',
      extent: 'NONE',
    });
    expect(
      judgeCoverage(
        [
          { ...discharge, status },
          { ...discharge, id: 'e' },
        ],
        march(2, 6),
        today,
      ).outcome,
    ).toBe('MATCH');
  });

  test('gives nothing for a paper whose signature does not hold', () => {
    const forged = { ...discharge, signature: { status: 'INVALID' } as const };
    expect(judgeCoverage([forged], march(2, 6), today)).toEqual({ outcome: 'NOT_FOUND', extent: null });
  });
});

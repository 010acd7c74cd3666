import { describe, expect, test } from 'vitest';
import { readBenchOptions } from './bench-options.ts';
import type { RoundFigures } from './measure-rounds.ts';
import { sendLoad } from './send-load.ts';
import { writeTable } from './write-table.ts';

const round = (frontCpu: number, allCpu = 2 * frontCpu): RoundFigures => ({
  frontCpu,
  allCpu,
  rate: 100,
  p50: 5,
  p99: 20,
  alone: 3,
  memory: 2e8,
});

describe('the table of a benchmark', () => {
  test('compares round by round, so that a machine that slows down half way changes no ratio', () => {
    const table = writeTable(
      'Question',
      [{ name: 'off' }, { name: 'on' }],
      [
        [round(1), round(1), round(10)],
        [round(1.5), round(1.5), round(15)],
      ],
    );
    expect(table).toMatch(/ {2}on +1\.50 {2}\(1\.500\) +1\.50 {2}\(3\.000\)/);
  });

  test('is not moved by one unlucky round', () => {
    const table = writeTable(
      'Question',
      [{ name: 'off' }, { name: 'on' }],
      [
        [round(1), round(1), round(1)],
        [round(1.2), round(60), round(1.1)],
      ],
    );
    expect(table).toMatch(/ {2}on +1\.20 {2}\(1\.200\)/);
  });
});

test('load goes to no other machine', async () => {
  const load = { requestAt: () => ({ headers: {}, body: '' }), count: 1, connections: 1, expected: '' };
  await expect(sendLoad({ url: 'http://example.test', ...load })).rejects.toThrow('this machine alone');
});

test('an amount of work that is no number, or without bounds, is refused', () => {
  for (const args of [
    ['--rounds', '0'],
    ['--requests', '5001'],
    ['--warm', '0'],
    ['--connections', 'x'],
    ['--off'],
  ]) {
    expect(() => readBenchOptions(args)).toThrow('Usage: npm run bench');
  }
  expect(readBenchOptions(['--rounds', '3'])).toMatchObject({ rounds: 3, only: '' });
});

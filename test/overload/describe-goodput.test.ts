import { expect, test } from 'vitest';
import { describeGoodput, type Measured } from './describe-goodput.ts';

const measured = (answered: number, seconds: number, cpu: number): Measured => ({
  answered,
  seconds,
  used: { gateway: cpu / 2, agencies: cpu / 2 },
});

test('each overload is compared with the peaks just before and just after it', () => {
  const peaks = [measured(1_000, 5, 5), measured(600, 5, 5), measured(1_000, 5, 5)];
  const told = describeGoodput('', peaks, [measured(800, 8, 8), measured(400, 8, 8)]);
  expect(told).toContain('75 % of the peak (100 %, 50 %; peaks 1000, 600, 1000 a second)');
});

test('what is answered for a second of CPU is told beside, however long each was measured', () => {
  const told = describeGoodput('', [measured(1_000, 5, 5), measured(1_000, 5, 5)], [measured(800, 10, 16)]);
  expect(told).toContain('80 % of the peak');
  expect(told).toContain('50 % of what it was there');
});

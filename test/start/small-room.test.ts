import { expect, test } from 'vitest';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import { smallRoom } from '../../gateway/start/small-room.ts';

const mistakesOf = (ofRequest: number, ofAll: number) =>
  smallRoom(
    { request: { bodyBytes: ofRequest }, load: { ...defaultLimits.load, bodyBytes: ofAll } },
    (path) => `--${path}`,
  );
const mebibyte = 1024 * 1024;

test('a gateway starts with no room for bodies in which one of them would have none', () => {
  expect(mistakesOf(mebibyte, 10 * mebibyte - 1)).toEqual([
    '--limits.load.bodyBytes must be at least 10485760: so large one body may be.',
  ]);
  expect(mistakesOf(20 * mebibyte, 20 * mebibyte - 1)).toHaveLength(1);
});

test('a room as large as the largest body is enough', () => {
  expect(mistakesOf(mebibyte, 10 * mebibyte)).toEqual([]);
  expect(smallRoom(defaultLimits, String)).toEqual([]);
});

import { expect, test } from 'vitest';
import { showProgress } from './show-progress.ts';

function terminal(isTTY: boolean) {
  const written: string[] = [];
  return { written, isTTY, write: (text: string) => written.push(text) > 0 };
}

test('a bar grows to its end in one line, and is taken away', () => {
  const output = terminal(true);
  const progress = showProgress(output, 'people', 1_000_000);
  for (const done of [0, 250_000, 1_000_002]) progress.update(done);
  progress.end();
  const [empty, quarter, full, gone] = output.written;
  expect(empty).toBe(`\r${'░'.repeat(40)} 0 of 1,000,000 people`);
  expect(quarter).toBe(`\r${'█'.repeat(10)}${'░'.repeat(30)} 250,000 of 1,000,000 people`);
  expect(full).toBe(`\r${'█'.repeat(40)} 1,000,002 of 1,000,000 people`);
  expect(gone).toBe('\r\u001B[K');
  expect(output.written.filter((text) => text.length > 80 || text.includes('\n'))).toEqual([]);
});

test('nothing is written where nobody watches', () => {
  const output = terminal(false);
  const progress = showProgress(output, 'people', 10);
  progress.update(5);
  progress.end();
  expect(output.written).toEqual([]);
});

import { expect, test } from 'vitest';
import { describeFault } from '../../gateway/http/describe-fault.ts';
import { readContext } from '../../gateway/http/request-context.ts';
import { errorCodes } from '../../schema/error-codes.ts';

test('a fault in the log has its kind and place and not its message', () => {
  const line = describeFault(new TypeError('of 034159265358\n    at somebody (034159265358)'));
  expect(line).toMatch(/^TypeError\n\s+at .*log-lines\.test\.ts/);
  expect(line).not.toContain('034159265358');
});

test.each([
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', true],
  ['00-00000000000000000000000000000000-b7ad6b7169203331-01', false],
  ['00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01', false],
  ['00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01', false],
  ['ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', false],
])('the trace context %s is taken over: %s', (traceparent, isTaken) => {
  expect(readContext({ traceparent }, 'POST').traceparent).toBe(isTaken ? traceparent : undefined);
});

test.each(Object.entries(errorCodes))(
  '%s has a status and a sentence in both languages',
  (code, { status, en, vi }) => {
    expect(code).toMatch(/^[A-Z_]+$/);
    expect(status === 200 || (status >= 400 && status < 600)).toBe(true);
    expect(en).toMatch(/^[A-Z].*\.$/);
    expect(vi).toMatch(/^\p{Lu}.*\.$/u);
    expect(vi).not.toBe(en);
  },
);

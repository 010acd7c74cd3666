import { afterEach, expect, test } from 'vitest';
import { writeRefusal } from '../../gateway/http/answer.ts';
import { refusal } from '../../gateway/http/refusal.ts';
import { errorCodes, type ErrorCode } from '../../schema/error-codes.ts';
import { startLocal, type LocalServer } from './start-local.ts';

let server: LocalServer | undefined;
afterEach(() => server?.stop());

const codes = (Object.keys(errorCodes) as ErrorCode[]).filter((code) => errorCodes[code].status === 503);

test.each(codes.filter((code) => code !== 'CHANGE_NOT_RECORDED'))(
  'whoever is told %s with 503 is told when to come again',
  (code) => {
    expect(writeRefusal(refusal(code)).headers['retry-after']).toMatch(/^\d+$/);
    expect(writeRefusal(refusal(code, undefined, { 'retry-after': '3' })).headers['retry-after']).toBe('3');
  },
);

test('whoever may have changed something is not told to repeat it', () => {
  expect(writeRefusal(refusal('CHANGE_NOT_RECORDED'))).toMatchObject({ status: 503 });
  expect(writeRefusal(refusal('CHANGE_NOT_RECORDED')).headers).not.toHaveProperty('retry-after');
});

test('a gateway that is not ready says when to ask again', async () => {
  server = await startLocal({ readyChecks: { one: async () => Promise.reject(new Error('no')) } });
  const { status, headers } = await fetch(`${server.url}/health/ready`);
  expect([status, headers.get('retry-after')]).toEqual([503, '5']);
});

test('who does not prove who they are is told by what to prove it (RFC 9110, 15.5.2)', () => {
  const { status, headers } = writeRefusal(refusal('UNAUTHENTICATED'));
  expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer']);
  expect(writeRefusal(refusal('FORBIDDEN')).headers).not.toHaveProperty('www-authenticate');
});

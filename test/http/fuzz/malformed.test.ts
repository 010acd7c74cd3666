import { expect, test } from 'vitest';
import { sendMalformed } from './send-malformed.ts';

test('no malformed request, document or variable makes the gateway fail, and each limit is met', async () => {
  const { complaints, codes } = await sendMalformed(1_000, 7);
  expect(complaints).toEqual([]);
  expect(Object.keys(codes)).toEqual(
    expect.arrayContaining([
      'OPERATION_TOO_COMPLEX',
      'OPERATION_TOO_COSTLY',
      'VARIABLES_TOO_LARGE',
      'BAD_USER_INPUT',
    ]),
  );
});

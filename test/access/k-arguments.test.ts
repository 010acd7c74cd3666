import { expect, test } from 'vitest';
import { createCursorCodec } from '../../subgraphs/kit/cursor.ts';

test('K6: a cursor shows nothing of the sort key that it stands for, and none of its characters can be changed', () => {
  const codec = createCursorCodec(new Uint8Array(32).fill(7));
  const position = ['SECRET-NID', 'someone'];
  const cursor = codec.encode('citizens', position);
  expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/SECRET|someone/);
  expect(codec.encode('citizens', position)).not.toBe(cursor);
  expect(codec.decode('citizens', cursor)).toEqual(position);
  const changed = Array.from(cursor, (character, at) => {
    return cursor.slice(0, at) + (character === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
  });
  for (const [list, text] of [
    ['others', cursor] as const,
    ...changed.map((each) => ['citizens', each] as const),
  ]) {
    expect(() => codec.decode(list, text)).toThrow(
      expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }),
    );
  }
});

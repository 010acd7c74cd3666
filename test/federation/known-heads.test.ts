import { expect, test } from 'vitest';
import { createHeadReader } from '../../gateway/federation/http-client/known-heads.ts';
import { readHead } from '../../gateway/federation/http-client/read-head.ts';

const headOf = (length: number) =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${length}`;

test('a head is read as it would be alone, whatever was read before', () => {
  const read = createHeadReader();
  // More than are kept, each twice, and all of them once more.
  const lengths = [0, 1, 12, 123].concat(Array.from({ length: 100 }, (_, at) => at));
  for (const length of [...lengths.flatMap((each) => [each, each]), ...lengths]) {
    const head = headOf(length);
    expect(read(head)).toEqual(readHead(head));
  }
});

test('what differs in one byte is read anew, and refused each time where it is no head', () => {
  const read = createHeadReader();
  expect(read(headOf(5)).body).toBe(5);
  const wrong = `${headOf(5)}\r\ncontent-length: 6`;
  for (let time = 0; time < 2; time++) expect(() => read(wrong)).toThrow('NO_HTTP');
  expect(read(headOf(6)).body).toBe(6);
  expect(read(headOf(5).replace('200', '500')).status).toBe(500);
});

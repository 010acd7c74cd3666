import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import { startLocal, type LocalServer } from './start-local.ts';

let server: LocalServer;
const told: string[] = [];
beforeAll(async () => {
  server = await startLocal({
    limits: { ...defaultLimits, request: { bodyBytes: 1_000 } },
    runLog: { answered: ({ route, status }) => told.push(`${route} ${status}`) },
  });
});
afterAll(() => server.stop());

const body = '{"query":"{ hello }"}';
const json = `content-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n`;

/** All that is answered to a request, whose body is sent with its head. */
async function answerTo(head: string, content = body): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write(`${head}\r\n${content}`);
  return text(socket);
}

describe('every answer has the headers of the hub, JSON and an id, and is told: to a request', () => {
  test.each([
    ['without a host', 'POST /graphql HTTP/1.1\r\n', json, 'none 400'],
    ['of two hosts', 'POST /graphql HTTP/1.1\r\nhost: a\r\nHost: b\r\n', json, 'none 400'],
    [
      'whose body is in a coding that is not undone',
      'POST /graphql HTTP/1.1\r\nhost: a\r\n',
      'content-type: application/json\r\ntransfer-encoding: gzip, chunked\r\n',
      'none 400',
    ],
    ['that is none', 'x\r\n', '', 'none 400'],
    [
      'for an address that cannot be read',
      'GET /%zz HTTP/1.1\r\nhost: a\r\n',
      'connection: close\r\n',
      'none 400',
    ],
    [
      'that expects what nobody knows',
      'POST /graphql HTTP/1.1\r\nhost: a\r\nexpect: tea\r\n',
      json,
      '/graphql 200',
    ],
    ['of HTTP/1.0 without a host', 'POST /graphql HTTP/1.0\r\n', json, '/graphql 200'],
  ])('%s', async (_, first, rest, expected) => {
    told.length = 0;
    const answer = await answerTo(first + rest, first.startsWith('POST') ? body : '');
    expect(answer).toMatch(/^x-request-id: [0-9a-f-]{36}\r$/im);
    expect(answer).toMatch(/^x-content-type-options: nosniff\r$/im);
    expect(answer).toMatch(/^connection: close\r$/im);
    expect(answer).toMatch(/\r\n\r\n\{.*\}$/);
    await expect.poll(() => told).toEqual([expected]);
  });
});

describe.each(['/graphql', '/gr%61phql'])('who asks %s whether to go on', (path) => {
  const head = `POST ${path} HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\n`;

  test('is told so, and answered', async () => {
    expect(await answerTo(head + json)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
  });

  test('with a body that is refused by its length is told that alone', async () => {
    const refused = await answerTo(`${head}content-type: application/json\r\ncontent-length: 1001\r\n`, '');
    expect(refused).toMatch(/^HTTP\/1\.1 413 /);
    expect(refused).not.toContain('100 Continue');
  });
});

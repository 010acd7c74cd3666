import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createSharedRoom } from '../../../subgraphs/kit/http/shared-room.ts';
import { gatherBytes } from '../../../subgraphs/kit/http/gather-bytes.ts';
import { readBody } from '../../../subgraphs/kit/http/read-body.ts';

/** As much of a request as is read. */
function arriving(headers: Readonly<Record<string, string>> = {}): PassThrough & IncomingMessage {
  return Object.assign(new PassThrough(), { headers }) as unknown as PassThrough & IncomingMessage;
}

describe('pieces of a body', () => {
  test('are not kept one by one: what is kept grows with their bytes, not with their number', () => {
    const gathered = gatherBytes(1_000_000);
    for (let i = 0; i < 100_000; i++) gathered.add(Buffer.of(i % 256));
    expect(gathered.kept()).toBeLessThanOrEqual(1.25 * gathered.length());
    const whole = gathered.whole();
    expect(whole).toHaveLength(100_000);
    expect(whole.every((byte, i) => byte === i % 256)).toBe(true);
  });

  test('are copied into one buffer, but for a single one', async () => {
    const pieces = ['a', 'b', 'c'].map((text) => Buffer.from(text));
    const request = arriving();
    const body = readBody(request, 10, createSharedRoom(1_000_000), 'one');
    for (const piece of pieces) request.emit('data', piece);
    for (const piece of pieces) piece.fill('-');
    request.emit('end');
    expect((await body).toString()).toBe('abc');

    const single = Buffer.from('abc');
    const other = arriving({ 'content-length': '3' });
    const same = readBody(other, 10, createSharedRoom(1), 'one');
    other.emit('data', single);
    other.emit('end');
    expect((await same).buffer).toBe(single.buffer);
  });

  test('that are more than the body may have are refused, however they come', async () => {
    const room = createSharedRoom(1_000_000);
    const request = arriving();
    const body = readBody(request, 10, room, 'one');
    request.write('123456');
    request.write('12345');
    await expect(body).rejects.toMatchObject({ statusCode: 413 });
    await expect(readBody(arriving({ 'content-length': '11' }), 10, room, 'one')).rejects.toMatchObject({
      statusCode: 413,
    });
  });
});

describe('the room for all bodies', () => {
  const most = 20_000;

  test('is kept by one above its share giving way, and who is small gets in', async () => {
    const room = createSharedRoom(most);
    const large = arriving();
    const larger = arriving();
    const small = arriving();
    const bodies = [large, larger, small].map((request) => readBody(request, most, room, 'one'));
    const [first, second, third] = bodies;
    large.emit('data', Buffer.alloc(8_000));
    larger.emit('data', Buffer.alloc(11_000));
    small.emit('data', Buffer.alloc(1_001));
    await expect(second).rejects.toMatchObject({ statusCode: 503 });
    large.emit('end');
    small.emit('end');
    expect(await first).toHaveLength(8_000);
    expect(await third).toHaveLength(1_001);
  });

  test('is left by whoever began last, so that those ahead of them arrive', async () => {
    const room = createSharedRoom(most);
    const sent = { whole: 0, refused: 0 };
    const under = new Set<{ readonly request: PassThrough; bytes: number }>();
    // Senders of one speed, each of a body of a sixth of the room: always more than it holds.
    for (let tick = 0; tick < 400; tick++) {
      if (tick % 5 === 0) {
        const one = { request: arriving({ 'content-length': '3000' }), bytes: 0 };
        under.add(one);
        void readBody(one.request as never, most, room, 'one')
          .then(
            () => sent.whole++,
            () => sent.refused++,
          )
          .finally(() => under.delete(one));
      }
      for (const one of under) {
        one.bytes += 50;
        one.request.emit('data', Buffer.alloc(50));
        if (one.bytes === 3_000) one.request.emit('end');
      }
      await setImmediate();
    }
    expect(sent.refused).toBeGreaterThan(10);
    expect(sent.whole).toBeGreaterThan(25);
  });

  test('is shared out by sender: who comes often keeps out nobody who comes once', async () => {
    const room = createSharedRoom(most);
    const many = Array.from({ length: 100 }, () => arriving());
    const ofMany = many.map((request) => readBody(request, most, room, 'many').then(String, () => 'refused'));
    for (const request of [...many, ...many]) request.emit('data', Buffer.alloc(100));
    const one = arriving();
    const ofOne = readBody(one, most, room, 'one');
    for (let piece = 0; piece < 20; piece++) one.emit('data', Buffer.alloc(most / 40));
    for (const request of [one, ...many]) request.emit('end');
    expect(await ofOne).toHaveLength(most / 2);
    const refused = (await Promise.all(ofMany)).filter((answer) => answer === 'refused');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(many.length);
  });

  test.each([
    ['announced', { 'content-length': String(most) }],
    ['not announced', {}],
  ])('holds one body of its own size, %s, in many pieces', async (_, headers) => {
    const request = arriving(headers);
    const body = readBody(request, most, createSharedRoom(most), 'one');
    for (let piece = 0; piece < 20; piece++) request.emit('data', Buffer.alloc(most / 20));
    request.emit('end');
    expect(await body).toHaveLength(most);
  });

  test('is not taken by what was but announced', async () => {
    const room = createSharedRoom(most);
    const requests = [1, 2, 3].map(() => arriving({ 'content-length': String(most) }));
    const bodies = requests.map((request) => readBody(request, most, room, 'one'));
    for (const request of [...requests, ...requests]) request.emit('data', Buffer.alloc(1_000));
    for (const request of requests) request.emit('end');
    expect(await Promise.all(bodies)).toHaveLength(3);
  });

  test.each([
    ['whole', (request: PassThrough) => request.emit('end')],
    ['left by its sender', (request: PassThrough) => request.emit('error', new Error('aborted'))],
    ['too large', (request: PassThrough) => request.emit('data', Buffer.alloc(most))],
  ])('is free again once a body is %s', async (_, end) => {
    const room = createSharedRoom(most);
    const before = arriving();
    const body = readBody(before, most, room, 'one');
    before.emit('data', Buffer.alloc(15_000));
    end(before);
    await Promise.allSettled([body]);
    const after = arriving();
    const next = readBody(after, most, room, 'one');
    after.emit('data', Buffer.alloc(most));
    after.emit('end');
    expect(await next).toHaveLength(most);
  });
});

import { once } from 'node:events';
import { request as askNode } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createServer } from 'node:tls';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createPoster } from '../../gateway/federation/fetching/post-json.ts';
import { ResponseReader } from '../../gateway/federation/http-client/response-reader.ts';
import { writeHeaders } from '../../gateway/federation/http-client/write-headers.ts';
import { respond, serveRaw } from '../resilience/raw-subgraph.ts';
import { facilityCertificate, facilityKey } from '../world/facility-certificates.ts';

const mostBytes = 100_000;
/** Always the same answers: what is found is mended before it is landed. */
const runs = (numRuns: number) => ({ numRuns, seed: 20_261_127 });

const ok = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

interface Read {
  readonly status: number;
  readonly body: string;
}

/** Reads an answer in pieces, over a connection that ends after it. Undefined where it is refused. */
function read(pieces: readonly Buffer[]): Read | undefined {
  const reader = new ResponseReader(mostBytes);
  // One buffer for all pieces, as on a connection: behind each lies what came before.
  const buffer = Buffer.alloc(Math.max(1, ...pieces.map(({ length }) => length)));
  try {
    for (const piece of pieces) {
      piece.copy(buffer);
      const answer = reader.take(buffer, piece.length);
      if (answer) return { status: answer.status, body: answer.bytes.toString('latin1') };
    }
    const { status, bytes } = reader.end();
    return { status, body: bytes.toString('latin1') };
  } catch {
    return undefined;
  }
}

/** The same by Node's own client. */
async function readByNode(bytes: Buffer): Promise<Read | undefined> {
  const socket = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
  const asking = askNode({ method: 'POST', createConnection: () => socket });
  // What it finds wrong after the answer.
  asking.on('error', () => {});
  asking.end('{}');
  socket.push(bytes);
  socket.push(null);
  try {
    const [answer] = await once(asking, 'response');
    return { status: answer.statusCode, body: await text(answer.setEncoding('latin1')) };
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
}

const body = fc.string({ unit: 'binary', maxLength: 60 }).map((each) => Buffer.from(each).toString('latin1'));
const newStyle = fc.constantFrom('', '\r\ncontent-type: application/json', '\r\nX-Odd:\t a \tb ');

function chunked(parts: readonly string[], [extension, trailer]: readonly [string, string]): string {
  const chunks = parts
    .filter((part) => part !== '')
    .map((part) => `${part.length.toString(16)}${extension}\r\n${part}\r\n`);
  return `${chunks.join('')}0${extension}\r\n${trailer}\r\n`;
}

const answers = fc
  .tuple(
    fc.constantFrom(200, 201, 204, 304, 400, 503),
    newStyle,
    fc.constantFrom('', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'),
    fc.oneof(
      body.map((each) => `content-length: ${each.length}\r\n\r\n${each}`),
      body.map((each) => `connection: close\r\n\r\n${each}`),
      fc
        .tuple(
          fc.array(body, { maxLength: 4 }),
          fc.constantFrom(['', ''], [';a="b"', 'x-sum: 1\r\n'] as const),
        )
        .map(
          ([parts, extras]) =>
            `Transfer-Encoding: chunked\r\n\r\n${chunked(parts, extras as [string, string])}`,
        ),
    ),
  )
  .map(([status, header, before, rest]) =>
    Buffer.from(`${before}HTTP/1.1 ${status} Some words${header}\r\n${rest}`, 'latin1'),
  );

function cut(bytes: Buffer, at: readonly number[]): readonly Buffer[] {
  const places = [0, ...at.map((each) => each % (bytes.length + 1)), bytes.length].toSorted(
    (one, two) => one - two,
  );
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

describe('an answer over HTTP', () => {
  test('is read as Node reads it', async () => {
    await fc.assert(
      fc.asyncProperty(answers, async (bytes) => {
        expect(read([bytes])).toEqual(await readByNode(bytes));
      }),
      runs(150),
    );
  });

  test('is the same in pieces of any size', () => {
    fc.assert(
      fc.property(answers, fc.array(fc.nat(300), { maxLength: 8 }), (bytes, at) => {
        expect(read(cut(bytes, at))).toEqual(read([bytes]));
        expect(read(Array.from(bytes, (byte) => Buffer.of(byte)))).toEqual(read([bytes]));
      }),
      runs(150),
    );
  });

  test('is never read otherwise than Node reads it, however it is damaged', async () => {
    const damage = fc.tuple(
      fc.nat(300),
      fc.constantFrom(...'\r\n\0 :;,0129afHT\t"\x0b\x85\xa0', '\r\n', 'content-length: 1\r\n', '\r\n\r\n'),
    );
    await fc.assert(
      fc.asyncProperty(answers, damage, fc.boolean(), async (bytes, [place, written], isInstead) => {
        const at = place % bytes.length;
        const end = isInstead ? at + 1 : at;
        const damaged = Buffer.concat([
          bytes.subarray(0, at),
          Buffer.from(written, 'latin1'),
          bytes.subarray(end),
        ]);
        const ours = read([damaged]);
        // To refuse more than Node does is allowed.
        expect(ours).toEqual(ours && (await readByNode(damaged)));
      }),
      runs(400),
    );
  });

  const refused: readonly (readonly [what: string, bytes: string])[] = [
    ['two lengths', `${ok}content-length: 2\r\ncontent-length: 2\r\n\r\n{}`],
    ['a length and chunks', `${ok}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['a length that is none', `${ok}content-length: +2\r\n\r\n{}`],
    ['another encoding', `${ok}transfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n`],
    ['chunks in HTTP/1.0', 'HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['lines that end in a line feed alone', 'HTTP/1.1 200 OK\ncontent-length: 2\n\n{}\r\n\r\n'],
    ['a line feed inside a header', `${ok}x: a\nb: c\r\ncontent-length: 2\r\n\r\n{}`],
    ['a folded header', `${ok}x: a\r\n content-length: 5\r\ncontent-length: 2\r\n\r\n{}`],
    ['a space before the colon', `${ok}content-length : 2\r\n\r\n{}`],
    ['a chunk without its end', `${ok}transfer-encoding: chunked\r\n\r\n2\r\n{}3\r\nabc\r\n0\r\n\r\n`],
    ['a chunk line with a line feed alone', `${ok}transfer-encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n`],
    ['a no-break space before a length', `${ok}content-length:\xa02\r\n\r\n{}`],
    ['a no-break space behind chunks', `${ok}transfer-encoding: chunked\xa0\r\n\r\n2\r\n{}\r\n0\r\n\r\n`],
    [
      'one byte in each chunk',
      `${ok}transfer-encoding: chunked\r\n\r\n${'1\r\na\r\n'.repeat(9_000)}0\r\n\r\n`,
    ],
    ['a tab in what says where it ends', `${ok}transfer-encoding: chunked\t\r\n\r\n0\r\n\r\n`],
    [
      'a length behind the last chunk',
      `${ok}transfer-encoding: chunked\r\n\r\n0\r\ncontent-length: 1\r\n\r\n`,
    ],
    ['something odd behind the size of a chunk', `${ok}transfer-encoding: chunked\r\n\r\n0;a="b"c\r\n\r\n`],
    ['a provisional answer of HTTP/1.0', `HTTP/1.0 103 Early Hints\r\n\r\n${ok}content-length: 2\r\n\r\n{}`],
    ['a chunk of negative size', `${ok}transfer-encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n`],
    ['more than it may', `${ok}content-length: ${mostBytes + 1}\r\n\r\n${'a'.repeat(mostBytes + 1)}`],
    [
      'more chunks than it may',
      `${ok}transfer-encoding: chunked\r\n\r\n${`8000\r\n${'a'.repeat(32_768)}\r\n`.repeat(4)}`,
    ],
    ['more than it may until its end', `${ok}\r\n${'a'.repeat(mostBytes + 1)}`],
    [
      'a trailer without end',
      `${ok}transfer-encoding: chunked\r\n\r\n0\r\n${'x: 0123456789\r\n'.repeat(2_000)}`,
    ],
    [
      'another protocol',
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n',
    ],
    ['less than it says', `${ok}content-length: 9\r\n\r\n{}`],
  ];
  test.each(refused)('is refused with %s', (_, bytes) => {
    expect(read([Buffer.from(bytes, 'latin1')])).toBeUndefined();
  });
});

test.each([
  ['a head', `${ok}${'x: 0123456789\r\n'.repeat(2_000)}`],
  ['provisional answers', 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(9)],
  ['a trailer', `${ok}transfer-encoding: chunked\r\n\r\n0\r\n${'x: 0123456789\r\n'.repeat(2_000)}`],
  ['a chunk line', `${ok}transfer-encoding: chunked\r\n\r\n${'0'.repeat(2_000)}`],
])('nobody waits for the end of %s without end', (_, bytes) => {
  expect(() => new ResponseReader(mostBytes).take(Buffer.from(bytes))).toThrow(/^(NO_HTTP|TOO_LARGE)$/);
});

describe('a connection', () => {
  /** Posts several times, one after the other; gives for each the body or the word for what went wrong. */
  async function postAll(url: string, times: number): Promise<readonly string[]> {
    const poster = createPoster(2_000, mostBytes);
    const told: string[] = [];
    for (let time = 0; time < times; time++) {
      told.push(
        await poster.post({ name: 'x', url }, {}, '{"a":"Giấy"}').then(
          ({ bytes }) => bytes.toString(),
          ({ reason }) => reason,
        ),
      );
    }
    await poster.close();
    return told;
  }

  /** How many connections are opened for three calls. */
  async function connectionsOf(answer: string): Promise<number> {
    const sockets = new Set<unknown>();
    const { url } = await serveRaw((socket) => {
      sockets.add(socket);
      socket.write(answer);
    });
    expect(await postAll(url, 3)).toEqual(['{}', '{}', '{}']);
    return sockets.size;
  }

  test.each([
    ['is used again', `${ok}content-length: 2\r\n\r\n{}`, 1],
    ['is used again after chunks', `${ok}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`, 1],
    [
      'is left where the server closes it',
      `${ok}Connection: Keep-Alive, Close\r\ncontent-length: 2\r\n\r\n{}`,
      3,
    ],
    [
      'is left where the server closes it soon',
      `${ok}keep-alive: timeout=1\r\ncontent-length: 2\r\n\r\n{}`,
      3,
    ],
    [
      'is left where it is not clear how soon',
      `${ok}keep-alive: timeout="1"\r\ncontent-length: 2\r\n\r\n{}`,
      3,
    ],
    ['is left where more came than was asked for', `${ok}content-length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n`, 3],
    ['is left after HTTP/1.0', 'HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\n{}', 3],
  ])('%s', async (_, answer, expected) => {
    expect(await connectionsOf(answer)).toBe(expected);
  });

  test('on which something comes unasked is left', async () => {
    const sockets = new Set<Socket>();
    const { url } = await serveRaw((socket) => {
      sockets.add(socket);
      respond(socket, '{}');
    });
    const poster = createPoster(2_000, mostBytes);
    await poster.post({ name: 'x', url }, {}, '{}');
    const [first] = sockets;
    const closed = first && once(first, 'close');
    first?.write(`${ok}content-length: 2\r\n\r\n[]`);
    await closed;
    expect((await poster.post({ name: 'x', url }, {}, '{}')).bytes.toString()).toBe('{}');
    expect(sockets.size).toBe(2);
    await poster.close();
  });
});

test('a connection that was idle for as long as it may be is not used, even where its timer is late', async () => {
  const sockets = new Set<Socket>();
  const { url } = await serveRaw((socket) => {
    sockets.add(socket);
    socket.write(`${ok}keep-alive: timeout=2\r\ncontent-length: 2\r\n\r\n{}`);
  });
  const poster = createPoster(2_000, mostBytes);
  await poster.post({ name: 'x', url }, {}, '{}');
  const later = performance.now() + 1_000;
  const clock = vi.spyOn(performance, 'now').mockReturnValue(later);
  onTestFinished(() => clock.mockRestore());
  expect((await poster.post({ name: 'x', url }, {}, '{}')).bytes.toString()).toBe('{}');
  expect(sockets.size).toBe(2);
  await poster.close();
});

test('an answer may take longer than its connection may be idle, which ends all the same once it is', async () => {
  const sockets = new Set<Socket>();
  const answer = `${ok}keep-alive: timeout=2\r\ncontent-length: 2\r\n\r\n{}`;
  const { url } = await serveRaw((socket) => {
    if (!sockets.has(socket)) socket.write(answer);
    // It may be idle for a second.
    else setTimeout(() => socket.write(answer), 1_200);
    sockets.add(socket);
  });
  const poster = createPoster(5_000, mostBytes);
  for (const _time of [1, 2])
    expect((await poster.post({ name: 'x', url }, {}, '{}')).bytes.toString()).toBe('{}');
  const [only, ...others] = sockets;
  expect(others).toEqual([]);
  if (only && !only.closed) await once(only, 'close');
  await poster.close();
});

test.each(['ws', 'ftp', 'other'])('nothing is sent to an address that begins with %s:', async (scheme) => {
  const { url, asked } = await serveRaw((socket) => respond(socket, '{}'));
  const poster = createPoster(2_000, mostBytes);
  const call = poster.post({ name: 'x', url: url.replace('http', scheme) }, {}, '{}');
  await expect(call).rejects.toMatchObject({ name: 'SubgraphFault', kind: 'CONNECTION' });
  expect(asked()).toBe(0);
  await poster.close();
});

test('a server whose certificate nobody trusts reads nothing', async () => {
  let read = 0;
  const key = facilityKey.export({ type: 'pkcs8', format: 'pem' });
  const cert = facilityCertificate({ code: '00001', name: 'localhost' });
  const server = createServer({ key, cert }, (socket) => {
    socket.on('data', ({ length }) => (read += length)).on('error', () => {});
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const poster = createPoster(2_000, mostBytes);
  const url = `https://localhost:${(server.address() as AddressInfo).port}/graphql`;
  await expect(poster.post({ name: 'x', url }, {}, '{"a":1}')).rejects.toMatchObject({
    reason: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET/),
  });
  await poster.close();
  expect(read).toBe(0);
});

test('a header that would begin another one is not sent', () => {
  expect(() => writeHeaders({ 'x-proof': 'a\r\nx-forged: b' })).toThrow(TypeError);
  expect(writeHeaders({ 'x-proof': 'a', b: 'ẫ'.normalize('NFD').slice(0, 1) })).toBe(
    'x-proof: a\r\nb: a\r\n',
  );
});

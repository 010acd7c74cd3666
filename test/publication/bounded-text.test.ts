import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { getText } from '../../gateway/publication/get-text.ts';
import { boundedText, longestPublication } from '../../subgraphs/kit/http/bounded-text.ts';
import { fetchText } from '../../subgraphs/kit/hub/fetch-text.ts';

const closers: (() => unknown)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** @returns where somebody answers so */
async function publish(answer: (response: ServerResponse) => void): Promise<URL> {
  const server = createServer((_, response) => answer(response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closers.push(() => server.close().closeAllConnections());
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

const blank = Buffer.alloc(longestPublication / 64, ' ');

test.each<[string, (response: ServerResponse) => void]>([
  [
    'without an end',
    (response) => {
      const goOn = () => void response.write(blank, (error) => error ?? goOn());
      goOn();
    },
  ],
  [
    'that is small only as it is sent',
    (response) =>
      response
        .setHeader('content-encoding', 'gzip')
        .end(gzipSync(Buffer.alloc(longestPublication + 1, ' '), { level: 1 })),
  ],
])('a publication %s is read no further than one may be long', async (_, answer) => {
  await expect(getText(await publish(answer))).rejects.toThrow('too large');
  await expect(fetchText(await publish(answer))).rejects.toMatchObject({ name: 'HubAway' });
});

test('one that is as long as it may be is read whole, wherever its pieces end', async () => {
  const text = 'Ư'.repeat(longestPublication / 2);
  const url = await publish((response) => response.end(text));
  expect(await getText(url)).toBe(text);
  expect(await fetchText(url)).toBe(text);
  expect(await boundedText(new Response(null), 0)).toBe('');
});

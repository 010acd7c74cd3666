import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { hubContextHeader } from '../../schema/hub-context.ts';
import { hubSessionHeader } from '../../schema/hub-session.ts';
import { serverBounds } from '../../subgraphs/kit/http/create-server.ts';
import { asked, forge, openSession } from './open-session.ts';
import { servePopulation } from './serve-population.ts';

const { key, subgraph } = await servePopulation();
const { hostname, port } = new URL(subgraph.url);
const { allBodies, bodyBytes } = serverBounds;

const opened: Socket[] = [];
afterAll(() => opened.forEach((socket) => socket.destroy()));

/** Begins to send a body. @returns once so much of it was taken from us */
async function send(headers: string, body: string, length = bodyBytes): Promise<Socket> {
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  opened.push(socket);
  const head = `POST /graphql HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\n${headers}content-length: ${length}\r\n\r\n`;
  await new Promise((taken) => socket.write(head + body, taken));
  return socket;
}

const whole = asked.padEnd(bodyBytes, ' ');
const [most, rest] = [whole.slice(0, -1), whole.slice(-1)];

/** @returns the first line of the answer to a body that is whole */
async function statusOf(headers: string): Promise<string | undefined> {
  const socket = await send(headers, most);
  socket.write(rest);
  return (await text(socket)).split(' ')[1];
}

test('an agency whose room strangers fill reads what its hub sends, by a call of its session or beside a signature', async () => {
  const session = await openSession(subgraph.url, key);
  const signed = async () => `${hubContextHeader}: ${await key.forge(whole)}\r\n`;
  const half = bodyBytes / 2;
  // More of them than there is room for: those that are left are each smaller than what comes.
  const strangers = Array.from({ length: 1.25 * (allBodies / half) }, () =>
    send('', ' '.repeat(half - 1), half),
  );
  await Promise.all(strangers);
  await expect.poll(async () => statusOf(await signed())).toBe('429');
  expect(await statusOf(`${hubContextHeader}: ${forge(session, {}, { sent: whole })}\r\n`)).toBe('200');
  expect(await statusOf(`${await signed()}${hubSessionHeader}: ${session.header}\r\n`)).toBe('200');
});

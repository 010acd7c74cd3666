import { createServer, type Server } from 'node:http';
import { duplexPair } from 'node:stream';
import { setImmediate as turnOver } from 'node:timers/promises';
import { readNoFurther, type HttpConnection } from './http-connection.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** Turns of the event loop for what takes a few. Not a time: nothing here waits for the machine, and a busy one is slow. */
const patience = 1_000;

/**
 * Proves that this Node keeps its connections as `http-connection.ts` says, by two requests that come together: without that
 * nothing would fail, and nobody be stopped who sends a thousand.
 *
 * @param server that nobody else uses
 * @throws Error of one line that says what to do
 */
export async function proveHttpConnection(server: Server = createServer()): Promise<void> {
  if (await Promise.race([beginsOne(server).catch(() => false), neverBegun()])) return;
  throw new Error(
    `Node ${process.version} keeps its connections otherwise than the hub knows (subgraphs/kit/http/http-connection.ts): run it with the Node of package.json.`,
  );
}

async function neverBegun(): Promise<boolean> {
  for (let turn = 0; turn < patience; turn++) await turnOver();
  return false;
}

/** Whether of two requests the first alone is begun, and is found where it is looked for. */
async function beginsOne(server: Server): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let isFound = false;
  let begun = 0;
  oneAtATime(server, { begun: () => void begun++, over: () => undefined });
  server.on('request', ({ socket }, response) => {
    const { parser } = socket as HttpConnection;
    isFound = parser?.incoming === response.req;
    if (begun !== 1) resolve(false);
  });
  server.on('clientError', ({ code }: NodeJS.ErrnoException) =>
    resolve(isFound && begun === 1 && code === readNoFurther),
  );
  const [client, connection] = duplexPair();
  server.emit('connection', connection);
  client.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(2));
  try {
    return await promise;
  } finally {
    connection.destroy();
  }
}

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';

/** A server that speaks MongoDB, with a database of its own for whoever asked. */
export interface MongoServer {
  readonly uri: string;
  /** Drops the database, and those whose names go on from its own; ends the server if it was started here. */
  readonly stop: () => Promise<void>;
}

const binary = join(import.meta.dirname, '..', '..', 'build', 'ferretdb');
const given = process.env['MONGODB_URI'];

/** What there is to test on, and how to get it where there is nothing. */
export const mongoAtHand:
  'MongoDB' | 'FerretDB' | 'no server; set MONGODB_URI or run: npm run build:ferretdb' =
  given !== undefined
    ? 'MongoDB'
    : existsSync(binary)
      ? 'FerretDB'
      : 'no server; set MONGODB_URI or run: npm run build:ferretdb';

/** The server that MONGODB_URI names, else FerretDB started for the occasion. */
export async function runMongoServer(): Promise<MongoServer> {
  if (given === undefined) return runFerretDb();
  const uri = given.replace(/^([^:]+:\/\/[^/?]+)\/?[^?]*/, `$1/test-${randomUUID()}`);
  const stop = async (): Promise<void> => {
    const client = new MongoClient(uri);
    const own = client.db().databaseName;
    const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
    for (const { name } of databases) if (name.startsWith(own)) await client.db(name).dropDatabase();
    await client.close();
  };
  return { uri, stop };
}

async function runFerretDb(): Promise<MongoServer> {
  // The server stops when the pipe of its stdin closes: also when this process dies.
  const server = spawn(binary, ['-port', '0'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  const spoken = await Promise.race([once(server.stdout, 'data'), ended.then(() => undefined)]);
  if (spoken === undefined) throw new Error('the FerretDB of build/ does not start; build it again');
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    await ended;
  };
  return { uri: `${String(spoken[0]).trim()}test`, stop };
}

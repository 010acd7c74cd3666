import { setTimeout as later } from 'node:timers/promises';
import { Pool } from 'undici';
import { headersOf, type Asker } from '../scenario/running-hub.ts';
import { kill, runUntilReady } from '../scenario/run-command.ts';

/** What is asked of a gateway that is about to be killed. */
export interface KillQuestion {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly asker: Asker;
}

/** One life of a gateway. */
export interface Life {
  /** Arguments of `gateway/main.ts`. */
  readonly args: readonly string[];
  readonly questions: readonly KillQuestion[];
  /** How many answers it gives, before it is killed at some moment of the next ones. */
  readonly answers: number;
  readonly connections: number;
  /** Begins the ids of its requests. */
  readonly name: string;
}

/** Most milliseconds from the last of the answers to the kill: somewhere inside the next writes. */
const longestWait = 30;

/**
 * Starts a gateway, has it answered by as many callers as there are connections, and kills it under that load.
 *
 * @returns ids of the requests whose answers were read to the end
 */
export async function killUnderLoad(life: Life): Promise<readonly string[]> {
  const gateway = await runUntilReady(['gateway/main.ts', ...life.args], {});
  const pool = new Pool(new URL(gateway.url).origin, { connections: life.connections });
  const requests = await Promise.all(life.questions.map(asRequest));
  const arrived: string[] = [];
  let sent = 0;
  let ending: Promise<void> | undefined;
  const call = async () => {
    for (;;) {
      const id = `${life.name}-${sent++}`;
      const request = requests[sent % requests.length];
      if (!request) throw new Error('There is nothing to ask.');
      const headers = { ...request.headers, 'x-request-id': id };
      const { body } = await pool.request({ path: '/graphql', method: 'POST', headers, body: request.body });
      await body.text();
      arrived.push(id);
      if (arrived.length >= life.answers)
        ending ??= later(Math.random() * longestWait).then(() => kill(gateway));
    }
  };
  // Each caller ends when the gateway does, in the middle of its request.
  await Promise.allSettled(Array.from({ length: life.connections }, call));
  await ending;
  await pool.destroy();
  if (gateway.child.signalCode !== 'SIGKILL') throw new Error(`The gateway of ${life.name} ended by itself.`);
  return arrived;
}

async function asRequest({ query, variables, asker }: KillQuestion) {
  return {
    headers: { 'content-type': 'application/json', ...(await headersOf(asker)) },
    body: JSON.stringify({ query, variables }),
  };
}

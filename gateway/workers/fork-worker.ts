import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { GatewayOptions } from '../cli/gateway-options.ts';
import type { Question } from './worker-messages.ts';
import { workerVariable } from './worker-messages.ts';
import { watchWorker, type WorkerProcess } from './worker-process.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** How this process was started. */
export interface Invocation {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Starts gateways as this process was started.
 *
 * @param answer what they ask of this process
 */
export function workerStarter(
  { args, environment }: Invocation,
  { cursors }: Pick<GatewayOptions, 'cursors'>,
  answer: (question: Question) => Promise<unknown>,
): (number: number) => WorkerProcess {
  // A cursor of one worker must be good at the next.
  const isMade = cursors.secret === undefined && cursors.secretFile === undefined;
  const secret = isMade ? { CURSOR_SECRET: randomBytes(32).toString('base64url') } : {};
  return (number) => {
    const env = { ...environment, ...secret, [workerVariable]: String(number) };
    // In a group of its own: Ctrl+C is for the primary, which lets workers finish.
    const child = fork(main, args, { env, serialization: 'advanced', detached: true });
    return watchWorker(child, number, answer);
  };
}

import { fork } from 'node:child_process';
import type { BoundSocket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { inheritedDoors, workerVariable, type Beginning, type Question } from './worker-messages.ts';
import { watchWorker, type WorkerProcess } from './worker-process.ts';

/** Loaded before all else: whoever signals all processes of a unit means the primary, which tells its workers. */
const ignoreSignals = new URL('ignore-signals.ts', import.meta.url);
const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/**
 * Starts gateways that inherit a socket: each finds it under every number of `inheritedDoors`.
 *
 * @param environment of this process, which is theirs too
 * @param answer what they ask of this process
 */
export function workerStarter(
  socket: BoundSocket,
  environment: Readonly<Record<string, string | undefined>>,
  answer: (question: Question) => Promise<unknown>,
): (number: number, beginning: Beginning) => WorkerProcess {
  return (number, beginning) => {
    const child = fork(main, {
      execArgv: [...process.execArgv, '--import', ignoreSignals.href],
      env: { ...environment, [workerVariable]: String(number) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc', ...inheritedDoors.map(() => socket.fd())],
      serialization: 'advanced',
      // In a group of its own: Ctrl+C is for the primary, which lets workers finish.
      detached: true,
    });
    return watchWorker(child, number, beginning, answer);
  };
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '../..');

/** A process of the hub that said it is ready. */
export interface ReadyProcess {
  readonly child: ChildProcess;
  /** Where it said that it answers. */
  readonly url: string;
}

/**
 * Runs a file of the hub with nothing in its environment but these settings, until it says `Ready: … URL`.
 *
 * @param cwd where the hub is; this repository if left out
 * @throws Error with what it complained about, when it ends before
 */
export async function runUntilReady(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  cwd = root,
): Promise<ReadyProcess> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: settings,
    // Held open as long as this process lives: see `end-with-parent.ts`.
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${args.join(' ')} ended: ${complaints}`);
  });
  const said = once(createInterface(child.stdout), 'line') as Promise<[string]>;
  const [line] = await Promise.race([said, ended]);
  ended.catch(() => undefined);
  return { child, url: /http:\S+/.exec(line)?.[0] ?? '' };
}

/** Ends a process at once, as a machine that fails does. */
export async function kill({ child }: ReadyProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/**
 * Tells a process to end, as an operator does, and waits until it has.
 *
 * @throws Error when it ends otherwise than it should
 */
export async function end({ child }: ReadyProcess): Promise<void> {
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  child.kill('SIGTERM');
  const [code, signal] = await ended;
  if (code !== 0) throw new Error(`${child.spawnargs.slice(1).join(' ')} ended with ${code ?? signal}.`);
}

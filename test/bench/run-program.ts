import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Usage } from './measured-process.ts';
import { onCore, type MeasuredProcess, type RunOptions } from './run-measured.ts';

/** How long a program may take until it answers, milliseconds. */
const patience = 30_000;

/** In what Linux counts the time of a process (`USER_HZ`), and its memory. */
const ticksPerSecond = 100;
const pageBytes = 4096;

/** A program that is not ours, and how it is told what to be. */
export interface Program {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
  /** What answers 200 as soon as it is ready. */
  readonly health: string;
}

/**
 * Starts a program that cannot be asked what it uses: the system is, to a hundredth of a second. Linux alone tells it.
 *
 * @throws Error when it ends before it is ready, or is not ready in time; what it complained of is on the error output
 */
export async function runProgram(
  { command, env, url, health }: Program,
  { core }: RunOptions,
): Promise<MeasuredProcess<{ readonly url: string }>> {
  const [program = '', ...args] = onCore(core, command);
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  };
  try {
    await answers(child, health);
  } catch (reason) {
    await stop();
    throw reason;
  }
  return { ready: { url }, usage: () => usageOf(child.pid ?? 0), stop };
}

async function answers(child: ChildProcess, health: string): Promise<void> {
  const until = Date.now() + patience;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended before it was ready.`);
    const { ok } = await fetch(health).catch(() => ({ ok: false }));
    if (ok) return;
    await pause(50);
  }
  throw new Error(`${child.spawnfile} did not answer ${health} in ${patience / 1_000} s.`);
}

async function usageOf(pid: number): Promise<Usage> {
  const [stat, statm] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/statm`, 'utf8'),
  ]);
  // The name of the program stands in brackets and may hold anything: what follows it is counted from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  return {
    cpu: (user + system) / ticksPerSecond,
    memory: Number(statm.split(' ')[1]) * pageBytes,
    old: 0,
  };
}

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Order, Report, Usage } from './measured-process.ts';

/** A process whose use of the machine can be asked for. */
export interface MeasuredProcess<Ready> {
  readonly ready: Ready;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** How a measured process is run. */
export interface RunOptions {
  /** Where alone it may run, if the machine can be told; anywhere if left out. */
  readonly core?: number;
  /** Folder for its CPU profile; none is taken if left out. */
  readonly profile?: string | undefined;
}

const folder = join(import.meta.dirname, 'processes');

/** Whether processes can be kept on a core of their own. */
export function canPin(): boolean {
  return spawnSync('taskset', ['-c', '0,1', 'true']).status === 0;
}

/** Keeps this process, and what it starts from now on, on one core. */
export function pinThisProcess(core: number): void {
  spawnSync('taskset', ['-a', '-c', '-p', String(core), String(process.pid)]);
}

/** The command that runs another one on one core, where the machine can be told. */
export function onCore(core: number | undefined, command: readonly string[]): readonly string[] {
  return core !== undefined && canPin() ? ['taskset', '-c', String(core), ...command] : command;
}

/**
 * Starts a file of `processes/` in a process of its own.
 *
 * @throws Error when it ends before it is ready; what it complained of is on the error output
 */
export async function runMeasured<Ready>(
  file: string,
  setup: object,
  { core, profile }: RunOptions,
): Promise<MeasuredProcess<Ready>> {
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const command = [process.execPath, ...profiling, join(folder, `${file}.ts`)];
  const [program = '', ...args] = onCore(core, command);
  const child = spawn(program, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Apollo's own gateway would report to its maker, and says more than it does elsewhere outside production.
    env: { ...process.env, APOLLO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  });
  const report = await ask(child, { kind: 'start', setup }, file);
  if (report.kind !== 'ready') throw new Error(`${file} reports before it is ready.`);
  return {
    ready: report.ready as Ready,
    async usage() {
      const told = await ask(child, { kind: 'usage' }, file);
      if (told.kind !== 'usage') throw new Error(`${file} reports no usage.`);
      return told.usage;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

async function ask(child: ChildProcess, order: Order, file: string): Promise<Report> {
  const answered = new AbortController();
  const { signal } = answered;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error(`${file} ended while it was asked.`);
  });
  ended.catch(() => undefined);
  const report = once(child, 'message', { signal }) as Promise<[Report]>;
  child.send(order);
  const [told] = await Promise.race([report, ended]);
  answered.abort();
  return told;
}

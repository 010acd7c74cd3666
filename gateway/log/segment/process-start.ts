import { readFile } from 'node:fs/promises';

/** Which word of `/proc/PID/stat` says when a process began, counted after the name of its program (proc_pid_stat(5), field 22). */
const startField = 19;

/**
 * When a process began, which tells it from another that was given its number later. A thread has a number and a beginning of
 * its own.
 *
 * @returns ticks since the machine was started; undefined where the system does not say
 */
export async function processStart(id: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${id}/stat`, 'utf8');
    // The name is whatever its program calls itself, brackets and spaces included.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[startField];
  } catch {
    return undefined;
  }
}

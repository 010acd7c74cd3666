import { isTold } from './is-told.ts';

/**
 * Runs a command. What is wrong with what it was given is told in a line for each mistake, with exit code 2; any other error is
 * a fault of ours and ends the process as such.
 *
 * @param findings errors that the command exists to find: told in the same way, with exit code 1
 */
export async function runCommand(
  command: () => Promise<void>,
  findings: readonly (new (...given: never[]) => Error)[] = [],
): Promise<void> {
  process.stdout.once('error', endUnread);
  try {
    await command();
  } catch (error) {
    const isFound = findings.some((kind) => error instanceof kind);
    if (!isTold(error) && !(isFound && error instanceof Error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = isFound ? 1 : 2;
  }
}

/** Who reads no further, as `| head` does, has seen what they wanted: a command has nothing left to do. */
function endUnread(error: Error): never {
  if ('code' in error && error.code === 'EPIPE') process.exit();
  throw error;
}

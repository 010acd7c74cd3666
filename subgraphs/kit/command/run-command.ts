import { isTold } from './is-told.ts';

/**
 * Runs a command. What is wrong with what it was given is told in a line for each mistake, with exit code 2; any other error is
 * a fault of ours and ends the process as such. What may be over when the command runs again ends with 75, as `EX_TEMPFAIL` of
 * sysexits.h.
 *
 * @param findings errors that the command exists to find: told in the same way, with exit code 1
 * @param mayPass which of the others those are; none if left out
 */
export async function runCommand(
  command: () => Promise<void>,
  findings: readonly (new (...given: never[]) => Error)[] = [],
  mayPass: (error: unknown) => boolean = () => false,
): Promise<void> {
  process.stdout.once('error', endUnread);
  try {
    await command();
  } catch (error) {
    const isFound = findings.some((kind) => error instanceof kind);
    if (!isTold(error) && !(isFound && error instanceof Error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = isFound ? 1 : mayPass(error) ? 75 : 2;
  }
}

/** Who reads no further, as `| head` does, has seen what they wanted: a command has nothing left to do. */
function endUnread(error: Error): never {
  if ('code' in error && error.code === 'EPIPE') process.exit();
  throw error;
}

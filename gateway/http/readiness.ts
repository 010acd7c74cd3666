/**
 * Passes when what it looks at is ready; throws an Error that says, in words for anyone, what is not.
 *
 * @param until moment of `performance.now()`, after which nobody waits for it
 */
export type ReadyCheck = (until: number) => Promise<void>;

/** Name of a check → why it does not pass. Empty when ready. */
export type Reasons = Readonly<Record<string, string>>;

/** A check that takes longer has failed; milliseconds. */
const checkTimeout = 2_000;

/** For how long an answer is given again, so that a flood of probes is not handed on to the subgraphs; milliseconds. */
const keptFor = 1_000;

/** Makes a function that runs all checks at once and gives the reasons why the server is not ready. */
export function createReadiness(checks: Readonly<Record<string, ReadyCheck>>): () => Promise<Reasons> {
  let current: { readonly since: number; readonly reasons: Promise<Reasons> } | undefined;
  return () => {
    if (current === undefined || performance.now() - current.since > keptFor) {
      current = { since: performance.now(), reasons: runChecks(checks) };
    }
    return current.reasons;
  };
}

async function runChecks(checks: Readonly<Record<string, ReadyCheck>>): Promise<Reasons> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await reasonOf(check)] as const),
  );
  return Object.fromEntries(results.filter((result): result is [string, string] => result[1] !== undefined));
}

async function reasonOf(check: ReadyCheck): Promise<string | undefined> {
  const late = Promise.withResolvers<string>();
  const timer = setTimeout(() => late.resolve(`no answer within ${checkTimeout} ms`), checkTimeout);
  try {
    return await Promise.race([
      check(performance.now() + checkTimeout).then(() => undefined, messageOf),
      late.promise,
    ]);
  } finally {
    clearTimeout(timer);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'failed';
}

/** The policy cannot be loaded: each problem is one line that says where, what is wrong, and what to do. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Throws a `PolicyError` with all the problems, if there are any. */
export function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new PolicyError(problems);
}

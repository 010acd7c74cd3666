import type { Run } from './hunt.ts';

/** The first findings of a run, and all that it takes to ask the same again. The world is synthetic. */
export function describeRun(
  seed: string,
  number: number,
  { identity, operation, status, findings, answer }: Run,
): string {
  const told = findings.slice(0, 12).map(({ kind, path, what }) => `  ${kind} at ${path}: ${what}`);
  return [
    `run ${number} of seed ${seed}: status ${status}, ${findings.length} findings`,
    ...told,
    `  as ${JSON.stringify(identity)}`,
    `  asked ${operation.query}`,
    `  with ${JSON.stringify(operation.variables)}`,
    `  answered ${answer.slice(-2000)}`,
  ].join('\n');
}

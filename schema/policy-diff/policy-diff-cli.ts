import { runPolicyDiff } from './policy-diff-command.ts';

const { exitCode, output } = await runPolicyDiff(process.argv.slice(2), process.cwd());
(exitCode === 2 ? console.error : console.log)(output);
process.exitCode = exitCode;

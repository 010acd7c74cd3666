import { runSchemaDiff } from './schema-diff-command.ts';

const { exitCode, output } = await runSchemaDiff(process.argv.slice(2), process.cwd());
(exitCode === 2 ? console.error : console.log)(output);
process.exitCode = exitCode;

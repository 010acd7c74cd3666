import { join } from 'node:path';
import { runCompose } from './compose-command.ts';

const { exitCode, lines } = runCompose({
  root: join(import.meta.dirname, '..'),
  args: process.argv.slice(2),
  env: process.env,
});
for (const line of lines) (exitCode === 0 ? console.log : console.error)(line);
process.exitCode = exitCode;

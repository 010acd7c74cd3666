import { answerTokenCommand } from './token-command.ts';
import { UsageError } from './usage-error.ts';

try {
  const { token, advice } = await answerTokenCommand(process.argv.slice(2), process.env);
  console.error(advice);
  console.log(token);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

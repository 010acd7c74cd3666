import { runCommand } from './run-command.ts';
import { answerTokenCommand } from './token-command.ts';

await runCommand(async () => {
  const { token, advice } = await answerTokenCommand(process.argv.slice(2), process.env);
  console.error(advice);
  console.log(token);
});

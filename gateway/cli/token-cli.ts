import { runCommand } from '../../subgraphs/kit/command/run-command.ts';
import { answerTokenCommand, listPersonas } from './token-command.ts';

const args = process.argv.slice(2);

await runCommand(async () => {
  if (args.length === 0) {
    // Not where a script looks for a token.
    console.error(listPersonas());
    process.exitCode = 2;
    return;
  }
  const { token, advice } = await answerTokenCommand(args, process.env);
  console.error(advice);
  console.log(token);
});

import { ownClientsFolder, ownSupergraphFile } from './own-agreement.ts';
import { answerRegisterCommand } from './register-operation.ts';
import { runCommand } from '../../subgraphs/kit/command/run-command.ts';

await runCommand(async () => {
  const files = { clients: ownClientsFolder, supergraph: ownSupergraphFile };
  console.log(await answerRegisterCommand(process.argv.slice(2), files));
});

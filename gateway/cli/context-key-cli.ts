import { makeContextKey } from './make-context-key.ts';
import { runCommand } from '../../subgraphs/kit/command/run-command.ts';

await runCommand(async () => {
  const { privateKey, publicKeys } = await makeContextKey(process.argv.slice(2));
  console.log(`${privateKey}: for --context-key of the gateway, a secret`);
  console.log(`${publicKeys}: for CONTEXT_JWKS of the agencies`);
});

import { fileURLToPath } from 'node:url';
import { answerRegisterCommand } from './register-operation.ts';
import { UsageError } from './usage-error.ts';

try {
  const line = await answerRegisterCommand(process.argv.slice(2), {
    clients: fileURLToPath(new URL('../clients', import.meta.url)),
    supergraph: fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url)),
  });
  console.log(line);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

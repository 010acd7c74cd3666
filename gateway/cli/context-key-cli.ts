import { makeContextKey } from './make-context-key.ts';
import { UsageError } from './usage-error.ts';

try {
  const { privateKey, publicKeys } = await makeContextKey(process.argv.slice(2));
  console.log(`${privateKey}: for --context-key of the gateway, a secret`);
  console.log(`${publicKeys}: for CONTEXT_JWKS of the agencies`);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

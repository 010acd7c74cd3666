import { createContextSigner, type ContextSigner } from '../../trust/context-signer.ts';
import { readNamedFile, type ReadNamed } from '../../cli/read-file.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/**
 * A signer over the private key in a file.
 * @throws UsageError when the file holds no private Ed25519 JWK
 */
export async function readContextSigner(
  path: string,
  issuer: string,
  read: ReadNamed = readNamedFile,
): Promise<ContextSigner> {
  const text = await read('context-key', path);
  try {
    return createContextSigner(JSON.parse(text), issuer);
  } catch {
    // No detail: what the parser says may quote the key.
    throw new UsageError(
      `--context-key ${path} must hold a private Ed25519 key as JWK: {"kty":"OKP","crv":"Ed25519","kid":…,"x":…,"d":…}.`,
    );
  }
}

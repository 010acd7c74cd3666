import { hkdfSync, randomBytes } from 'node:crypto';
import { developmentSignIn } from '../console/session/development-sign-in.ts';
import type { SignInOptions } from '../console/session/session-routes.ts';
import { readConsoleFile, type ConsoleFile } from './files/console-file.ts';
import type { HubOptions } from './gateway-options.ts';
import type { ReadNamed } from '../cli/read-file.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';

/**
 * How people sign in to the console of this gateway; undefined where it has none.
 *
 * @param secret the same for all gateways of the hub; made for this process if left out
 * @param read how its files are read; from disk if left out
 * @throws UsageError
 */
export async function openConsole(
  { console: file, developmentIssuer }: Pick<HubOptions, 'console' | 'developmentIssuer'>,
  secret: string | undefined,
  read?: ReadNamed,
): Promise<(ConsoleFile & Pick<SignInOptions, 'cookieKey'>) | undefined> {
  if (file !== undefined && developmentIssuer) {
    throw new UsageError(
      '--console is for a real issuer; with --development-issuer there is a console already.',
    );
  }
  const cookieKey = secret === undefined ? randomBytes(32) : deriveKey(secret);
  if (developmentIssuer) return { issuer: developmentSignIn, cookieKey };
  return file === undefined ? undefined : { ...(await readConsoleFile(file, read)), cookieKey };
}

/** A key of its own out of a secret that has other uses (RFC 5869). */
function deriveKey(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'lien-thong console session', 32));
}

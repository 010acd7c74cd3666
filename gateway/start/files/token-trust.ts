import { watchFile } from '../../../subgraphs/kit/watch-file.ts';
import { refuseDevelopmentKeys } from '../../identity/development/refuse-development-keys.ts';
import { isRevoked, noRevocations, readRevocations, type Revocations } from '../../identity/revocations.ts';
import { createTokenVerifier, type TokenTrust, type TokenVerifier } from '../../identity/token-verifier.ts';
import { readNamedFile } from '../../cli/read-file.ts';
import { readIssuersFile, type IssuerOptions } from './token-issuers.ts';
import { openIssuerKeys } from './token-keys.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/** Whose tokens are accepted, as the options of the command say. */
export interface TokenOptions {
  /** URL or file of the issuer's JSON Web Key Set. */
  readonly jwks: string | undefined;
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
  /** File of several issuers, in place of the three above. */
  readonly issuers: string | undefined;
  /** File of what is no longer accepted. */
  readonly revocations: string | undefined;
}

/** Where tokens are proven, following its files while the process runs. */
export interface TokenGate {
  readonly verify: TokenVerifier;
  /** URLs and files of the issuers' keys. */
  readonly keyPlaces: readonly string[];
  /** Ends following them. */
  readonly close: () => void;
}

/**
 * Opens the gate for tokens; undefined when no issuer is given, so that everybody is anonymous.
 *
 * @param isProduction refuses the development issuer, whose key is public
 * @param tell is given a line about each change of a file
 * @param known what was read before of the file of issuers
 * @throws UsageError
 */
export async function openTokenGate(
  options: TokenOptions,
  isProduction: boolean,
  tell: (line: string) => void,
  known?: string,
): Promise<TokenGate | undefined> {
  const issuers = await issuersOf(options, known);
  if (issuers === undefined) {
    if (options.revocations === undefined) return undefined;
    throw new UsageError(
      '--revocations needs an issuer: give --issuers, or --jwks, --issuer and --audience.',
    );
  }
  const option = options.issuers === undefined ? 'jwks' : 'issuers';
  const opened = await Promise.all(
    issuers.map(async ({ jwks, ...trust }) => ({ trust, ...(await openIssuerKeys(option, jwks, tell)) })),
  );
  const trusted = opened.map(({ trust, keys }): TokenTrust => ({ ...trust, keys }));
  const sets = opened.map(({ set }) => set);
  const closers = opened.map(({ close }) => close);
  try {
    const accepted = isProduction ? await refuseDevelopmentKeys(trusted, sets) : trusted;
    const revoked = await openRevocations(options.revocations, tell);
    closers.push(revoked.close);
    return {
      keyPlaces: issuers.map(({ jwks }) => jwks),
      verify: createTokenVerifier(accepted, (claims) => isRevoked(revoked.current(), claims)),
      close: () => closers.forEach((close) => close()),
    };
  } catch (error) {
    closers.forEach((close) => close());
    throw error instanceof UsageError ? error : new UsageError(reasonOf(error));
  }
}

async function issuersOf(
  options: TokenOptions,
  known: string | undefined,
): Promise<readonly IssuerOptions[] | undefined> {
  const { jwks, issuer, audience, issuers } = options;
  const isOne = jwks !== undefined || issuer !== undefined || audience !== undefined;
  if (issuers !== undefined) {
    if (!isOne) return readIssuersFile(issuers, known);
    throw new UsageError(
      '--issuers takes the place of --jwks, --issuer and --audience: give one or the other.',
    );
  }
  if (!isOne) return undefined;
  if (!jwks || !issuer || !audience) {
    throw new UsageError('--jwks, --issuer and --audience belong together: give all three, or none of them.');
  }
  return [{ jwks, issuer, audience }];
}

async function openRevocations(path: string | undefined, tell: (line: string) => void) {
  if (path === undefined) return { current: () => noRevocations, close: () => {} };
  const text = await readNamedFile('revocations', path);
  let revocations = read(path, text);
  const close = watchFile(path, text, (changed) => {
    try {
      revocations = read(path, changed);
      tell(`Reloaded: ${path}`);
    } catch (error) {
      tell(`${reasonOf(error)} The list from before stays in force.`);
    }
  });
  return { current: () => revocations, close };
}

function read(path: string, text: string): Revocations {
  try {
    return readRevocations(text);
  } catch (error) {
    throw new UsageError(`--revocations ${path}: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'it cannot be read.';
}

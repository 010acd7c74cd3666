import {
  allowInsecureRequests,
  discovery,
  enableNonRepudiationChecks,
  PrivateKeyJwt,
  type Configuration,
  type PrivateKey,
} from 'openid-client';
import { consoleClients } from './console-clients.ts';
import type { Capacity, SignInIssuer } from './sign-in-desk.ts';

/** Where people sign in, and how the console proves to the issuer which client it is. */
export interface IssuerOptions {
  readonly issuer: URL;
  /** Private key of the console's clients (`private_key_jwt`, RFC 7523). */
  readonly key: PrivateKey;
  /** What access tokens are for (RFC 8707). */
  readonly resource?: string;
}

/**
 * Sign-in at an OpenID provider. What it says of itself is fetched when somebody first signs in, and fetched again
 * when that failed: a provider that is away while the gateway starts holds nothing up.
 */
export function issuerSignIn({ issuer, key, resource }: IssuerOptions): SignInIssuer {
  const known = new Map<Capacity, Promise<Configuration>>();
  const discover = (capacity: Capacity) =>
    discovery(
      issuer,
      consoleClients[capacity],
      { token_endpoint_auth_method: 'private_key_jwt' },
      PrivateKeyJwt(key),
      {
        // Without https there is only loopback: the file's reader sees to it.
        execute: [
          enableNonRepudiationChecks,
          ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : []),
        ],
      },
    );
  return {
    ...(resource !== undefined && { resource }),
    configuration(capacity) {
      const found = known.get(capacity) ?? discover(capacity);
      known.set(capacity, found);
      found.catch(() => known.delete(capacity));
      return found;
    },
  };
}

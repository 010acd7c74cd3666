import { allowInsecureRequests, Configuration, enableNonRepudiationChecks, None } from 'openid-client';
import { developmentKey } from '../../identity/development/development-issuer.ts';
import { providerMetadata } from '../../identity/development/provider/provider-routes.ts';
import { consoleClients } from './console-clients.ts';
import type { SignInIssuer } from './sign-in-desk.ts';

/** Sign-in at the development provider, which the same gateway serves: for synthetic people. */
export const developmentSignIn: SignInIssuer = {
  async configuration(capacity, origin) {
    const client = { id_token_signed_response_alg: developmentKey.alg };
    const configuration = new Configuration(
      providerMetadata(origin),
      consoleClients[capacity],
      client,
      None(),
    );
    // On loopback there is no https; the identity token's signature is checked all the same.
    allowInsecureRequests(configuration);
    enableNonRepudiationChecks(configuration);
    return configuration;
  },
};

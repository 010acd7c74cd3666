import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal } from '../../../http/refusal.ts';
import {
  developmentIssuer,
  developmentKey,
  issueDevelopmentToken,
  issueIdentityToken,
  type DevelopmentToken,
} from '../development-issuer.ts';
import { developmentPersonas, isPersonaName, type PersonaName } from '../personas.ts';
import { authorizationCodes } from './authorization-codes.ts';
import { readAuthorizationRequest, type AuthorizationRequest } from './authorization-request.ts';
import { personaPage, personaPagePolicy } from './persona-page.ts';

type Person = Omit<DevelopmentToken, 'minutes'>;

const folder = '/development-issuer';
const tokenMinutes = 60;

/** What the provider says of itself (OpenID Connect Discovery 1.0), at the origin at which a browser found it. */
export function providerMetadata(origin: string) {
  return {
    issuer: developmentIssuer,
    authorization_endpoint: `${origin}${folder}/authorize`,
    token_endpoint: `${origin}${folder}/token`,
    jwks_uri: `${origin}${folder}/jwks`,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    id_token_signing_alg_values_supported: [developmentKey.alg],
    authorization_response_iss_parameter_supported: true,
  };
}

/**
 * The development issuer as an OpenID provider: whoever signs in says which persona they are. There is no password, so
 * it is never served in production: nothing there puts it together, and its key is refused besides.
 *
 * @param redirectPath where browsers are sent back to, at the origin at which they came
 */
export function addDevelopmentProvider(app: FastifyInstance, redirectPath: string): void {
  const codes = authorizationCodes<Person>();
  const readRequest = (request: FastifyRequest): AuthorizationRequest => {
    const search = new URLSearchParams(request.url.split('?').slice(1).join('?'));
    const read = readAuthorizationRequest(search, `${request.protocol}://${request.host}${redirectPath}`);
    if (typeof read === 'string')
      throw refusal('BAD_REQUEST', `The authorization request is wrong: ${read}.`);
    if (personasOf(read.clientId).length === 0) throw refusal('CLIENT_UNKNOWN');
    return read;
  };

  app.get(`${folder}/authorize`, async (request, reply) => {
    const read = readRequest(request);
    return reply
      .header('content-security-policy', personaPagePolicy)
      .type('text/html; charset=utf-8')
      .send(personaPage(read, personasOf(read.clientId), request.url));
  });

  app.post(`${folder}/authorize`, async (request, reply) => {
    const { clientId, redirectUri, nonce, challenge, state } = readRequest(request);
    const form = formOf(request);
    const persona = form.get('persona') ?? '';
    if (!isPersonaName(persona) || developmentPersonas[persona].client !== clientId) {
      throw refusal('BAD_REQUEST', 'Choose one of the personas of the page.');
    }
    const person = {
      persona,
      citizen: form.get('citizen') || undefined,
      organisation: form.get('organisation') || undefined,
    };
    const back = new URL(redirectUri);
    back.searchParams.set('code', codes.give({ clientId, redirectUri, nonce, challenge, person }));
    back.searchParams.set('state', state);
    back.searchParams.set('iss', developmentIssuer);
    return reply.code(303).header('location', back.href).send();
  });

  app.post(`${folder}/token`, async (request, reply): Promise<FastifyReply> => {
    const form = formOf(request);
    const grant = codes.take({
      code: form.get('code') ?? '',
      clientId: form.get('client_id') ?? '',
      redirectUri: form.get('redirect_uri') ?? '',
      verifier: form.get('code_verifier') ?? '',
    });
    if (form.get('grant_type') !== 'authorization_code' || !grant) {
      return reply.code(400).send({ error: 'invalid_grant' });
    }
    const { person, clientId, nonce } = grant;
    return reply.send({
      access_token: await issueDevelopmentToken({ ...person, minutes: tokenMinutes }),
      token_type: 'Bearer',
      expires_in: tokenMinutes * 60,
      id_token: await issueIdentityToken(person.persona, { clientId, nonce }),
    });
  });

  app.get(`${folder}/jwks`, async () => ({ keys: [developmentKey] }));
}

function personasOf(clientId: string) {
  return Object.entries(developmentPersonas)
    .filter(([, { client }]) => client === clientId)
    .map(([name, { about }]) => ({ name: name as PersonaName, about }));
}

function formOf({ body }: FastifyRequest): URLSearchParams {
  return new URLSearchParams(body instanceof Uint8Array ? Buffer.from(body).toString() : '');
}

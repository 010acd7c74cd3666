import { refusal } from '../../http/refusal.ts';
import type { TokenClaims } from '../token-claims.ts';
import type { ClientRegister, RegisteredClient } from './client.ts';

/**
 * The client in whose name a proven token speaks, if it may ask on this day.
 *
 * @param day ISO day, in Viet Nam
 * @throws GraphQLError `CLIENT_UNKNOWN`, `CLIENT_SUSPENDED` or `AGREEMENT_NOT_IN_FORCE` (403)
 */
export function admitClient(claims: TokenClaims, register: ClientRegister, day: string): RegisteredClient {
  const client = register.get(claims.client ?? '');
  // An issuer that may not name a client learns no more than that it knows none.
  if (client === undefined || !mayName(claims, client)) throw refusal('CLIENT_UNKNOWN');
  const { suspended, agreement } = client;
  if (suspended) {
    throw refusal('CLIENT_SUSPENDED', `This client is suspended (${suspended.reason}). Call the hub.`);
  }
  if (day < agreement.from) {
    throw refusal('AGREEMENT_NOT_IN_FORCE', `The agreement of this client begins on ${agreement.from}.`);
  }
  if (day > agreement.to) {
    throw refusal('AGREEMENT_NOT_IN_FORCE', `The agreement of this client ended on ${agreement.to}.`);
  }
  return client;
}

function mayName({ issuer, keyId }: TokenClaims, { issuers, keyIds }: RegisteredClient): boolean {
  return issuers.has(issuer) && (keyIds === undefined || keyIds.has(keyId ?? ''));
}

import { decodeJwt, importJWK, SignJWT, type JWTPayload } from 'jose';
import {
  issueDevelopmentToken,
  type DevelopmentToken,
} from '../../../gateway/identity/development/development-issuer.ts';
import marked from '../../../gateway/identity/development/keys.json' with { type: 'json' };

/** A token of a persona with other claims than its own, signed by the development issuer. */
export async function developmentToken(
  persona: Omit<DevelopmentToken, 'minutes'>,
  claims: JWTPayload,
): Promise<string> {
  const { alg, kid } = marked.key;
  const own = decodeJwt(await issueDevelopmentToken({ ...persona, minutes: 5 }));
  return new SignJWT({ ...own, ...claims })
    .setProtectedHeader({ alg, typ: 'at+jwt', kid })
    .sign(await importJWK(marked.key, alg));
}

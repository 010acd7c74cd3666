import { CompactSign, compactVerify, importJWK, type CompactVerifyGetKey, type JWK } from 'jose';

/** `typ` of a signed report, so that nothing else that the key signed can stand in for one (RFC 8725, 3.11). */
const reportType = 'hub-report+jws';

/**
 * Signs a report with the key of the log.
 *
 * @param key private Ed25519 JWK with a `kid`
 * @returns a JWS with detached content (RFC 7515, appendix F): the report is not in it
 */
export async function signReport(report: string, key: JWK): Promise<string> {
  const jws = await new CompactSign(Buffer.from(report))
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid ?? '', typ: reportType })
    .sign(await importJWK(key, 'EdDSA'));
  const [header, , signature] = jws.split('.');
  return `${header}..${signature}`;
}

/** Whether a report is what was signed. */
export async function verifyReport(
  report: string,
  signature: string,
  keys: CompactVerifyGetKey,
): Promise<boolean> {
  const [header, content, signed, ...more] = signature.trim().split('.');
  if (content !== '' || more.length > 0) return false;
  const jws = `${header}.${Buffer.from(report).toString('base64url')}.${signed}`;
  try {
    const { protectedHeader } = await compactVerify(jws, keys, { algorithms: ['EdDSA'] });
    return protectedHeader.typ === reportType;
  } catch {
    return false;
  }
}

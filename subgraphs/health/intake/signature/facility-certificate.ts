import { X509Certificate } from 'node:crypto';
import { sha256 } from '../../../../schema/sha256.ts';
import type { CollectionSpec, Stored } from '../../../kit/store/port.ts';
import type { RuleCode } from '../rules.ts';

/**
 * A certificate with which a facility signs its papers, as it was registered. Whether it is good is decided by this
 * record, never by what a file says of it. Instants are RFC 3339, UTC.
 */
export interface FacilityCertificate extends Stored {
  /** SHA-256 of the certificate (DER), base64url. */
  readonly id: string;
  readonly facilityCode: string;
  readonly facilityName: string;
  /** SHA-256 of its public key (SPKI, DER), base64url. */
  readonly keyDigest: string;
  /** The certificate itself, PEM. */
  readonly certificate: string;
  /** Serial number, hexadecimal. */
  readonly serial: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly revokedAt?: string;
  readonly revocationReason?: string;
}

export const facilityCertificates: CollectionSpec<FacilityCertificate> = {
  name: 'facilityCertificates',
  indexes: [
    { name: 'byFacility', fields: ['facilityCode', 'validTo'] },
    { name: 'byKey', fields: ['keyDigest'] },
  ],
};

/** A record for a certificate. @param certificate PEM or DER. @throws Error when it is no RSA certificate */
export function registerCertificate(
  facility: { readonly code: string; readonly name: string },
  certificate: string | Buffer,
): FacilityCertificate {
  const x509 = new X509Certificate(certificate);
  if (x509.publicKey.asymmetricKeyType !== 'rsa') {
    throw new Error('The certificate has no RSA key: facilities sign with rsa-sha256.');
  }
  return {
    id: certificateId(x509.raw),
    version: 1,
    facilityCode: facility.code,
    facilityName: facility.name,
    keyDigest: sha256(x509.publicKey.export({ type: 'spki', format: 'der' })),
    certificate: x509.toString(),
    serial: x509.serialNumber,
    validFrom: x509.validFromDate.toISOString(),
    validTo: x509.validToDate.toISOString(),
  };
}

/** How a certificate is found: by all of its bytes. @param der */
export function certificateId(der: Uint8Array): string {
  return sha256(der);
}

/** Which rule a certificate breaks at an instant; none when it may sign then. */
export function certificateFault(
  { validFrom, validTo, revokedAt }: FacilityCertificate,
  at: string,
): RuleCode | undefined {
  const now = Date.parse(at);
  if (revokedAt !== undefined && Date.parse(revokedAt) <= now) return 'CERTIFICATE_REVOKED';
  return Date.parse(validFrom) <= now && now <= Date.parse(validTo) ? undefined : 'CERTIFICATE_EXPIRED';
}

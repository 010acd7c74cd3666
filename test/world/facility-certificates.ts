import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import {
  registerCertificate,
  type FacilityCertificate,
} from '../../subgraphs/health/intake/signature/facility-certificate.ts';
import { bits, explicitly, identifier, integer, nothing, sequence, setOf, time, utf8 } from './der.ts';
import development from './facility-key.json' with { type: 'json' };

/**
 * The key with which every facility of the synthetic world signs. Everybody has it: it proves nothing, and a production
 * start refuses its certificates.
 */
export const facilityKey = createPrivateKey({ key: development.key, format: 'jwk' });

/** A facility, as far as its certificate names it. */
export interface CertifiedFacility {
  readonly code: string;
  readonly name: string;
}

/** What differs between certificates. Times are `YYYYMMDDHHMMSSZ`. */
export interface CertificateTerms {
  readonly key?: KeyObject;
  readonly from?: string;
  readonly to?: string;
}

const sha256WithRsa = sequence(identifier('2a864886f70d01010b'), nothing);
const commonName = '550403';
const unit = '55040b';

/** The certificate of a synthetic facility, PEM: the same whenever it is made. */
export function facilityCertificate(
  { code, name }: CertifiedFacility,
  { key = facilityKey, from = '20240101000000Z', to = '20391231235959Z' }: CertificateTerms = {},
): string {
  const certificate = sequence(
    explicitly(integer('02')),
    integer(`01${Buffer.from(code).toString('hex')}`),
    sha256WithRsa,
    sequence(attribute(commonName, 'Synthetic facilities - development only')),
    sequence(time(from), time(to)),
    sequence(attribute(unit, code), attribute(commonName, name)),
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
  );
  const signed = sequence(certificate, sha256WithRsa, bits(sign('sha256', certificate, key)));
  const lines = signed.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd();
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

/** The certificate of a facility as Health registers it. */
export function registeredFacility(facility: CertifiedFacility): FacilityCertificate {
  return registerCertificate(facility, facilityCertificate(facility));
}

function attribute(type: string, text: string): Buffer {
  return setOf(sequence(identifier(type), utf8(text)));
}

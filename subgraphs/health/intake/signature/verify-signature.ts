import { SignedXml } from 'xml-crypto';
import type { RuleCode } from '../rules.ts';
import { envelopeLimits, readXml } from '../xml/read-xml.ts';
import { everyElement, type XmlElement } from '../xml/xml-element.ts';
import { certificateFault, certificateId, type FacilityCertificate } from './facility-certificate.ts';
import {
  algorithms,
  certificateIn,
  readSignatureForm,
  signatureOf,
  type SignatureForm,
} from './signature-form.ts';

/** Finds a registered certificate by the digest of its bytes. */
export type FindCertificate = (id: string) => Promise<FacilityCertificate | undefined>;

/** What a facility has signed. */
export interface SignedContent {
  /** Read from the very bytes whose digest was signed; whatever else lies in the file is not looked at. */
  readonly content: XmlElement;
  readonly certificate: FacilityCertificate;
  /** Signing time that the signature itself covers (RFC 3339); left out where it states none. */
  readonly signedAt?: string;
}

/**
 * Verifies the signature of a file (XMLDSig: c14n, rsa-sha256, sha256) with the certificate that its facility registered.
 *
 * @param text the file, and `root` as it was read from it
 * @param at instant of verification, RFC 3339: the certificate must be good then
 * @returns what was signed, or the rule that is broken
 */
export async function verifySignature(
  text: string,
  root: XmlElement,
  findCertificate: FindCertificate,
  at: string,
): Promise<SignedContent | RuleCode> {
  const signature = signatureOf(root);
  const der = signature && certificateIn(signature);
  if (!signature || !der) return 'SIGNATURE_MISSING';
  const form = readSignatureForm(signature, root);
  if (!form) return 'SIGNATURE_FORM';
  const certificate = await findCertificate(certificateId(der));
  if (!certificate) return 'CERTIFICATE_UNKNOWN';
  const fault = certificateFault(certificate, at);
  if (fault) return fault;
  const signed = signedTexts(text, text.slice(signature.from, signature.to), certificate.certificate);
  return signed ? readSigned(signed, form, certificate) : 'SIGNATURE_INVALID';
}

/** The canonical texts whose digests the key has signed, in the order of the references; undefined when one fails. */
function signedTexts(
  text: string,
  signature: string,
  publicCert: string,
): readonly [string, string] | undefined {
  const verifier = new SignedXml({ publicCert });
  keepOnly(verifier.SignatureAlgorithms, [algorithms.signature]);
  keepOnly(verifier.HashAlgorithms, [algorithms.digest]);
  try {
    verifier.loadSignature(signature);
    // Loading wants another canonical form; checking gets none but ours.
    keepOnly(verifier.CanonicalizationAlgorithms, [algorithms.canonical, algorithms.enveloped]);
    if (!verifier.checkSignature(text)) return undefined;
  } catch {
    // What the library throws quotes the file.
    return undefined;
  }
  const [first, second, third] = verifier.getSignedReferences();
  return first !== undefined && second !== undefined && third === undefined ? [first, second] : undefined;
}

function keepOnly(known: Record<string, unknown>, allowed: readonly string[]): void {
  for (const name of Object.keys(known)) if (!allowed.includes(name)) delete known[name];
}

function readSigned(
  signed: readonly [string, string],
  form: SignatureForm,
  certificate: FacilityCertificate,
): SignedContent | RuleCode {
  const content = readXml(signed[form.content], envelopeLimits);
  if (content.name !== form.contentName) return 'SIGNATURE_FORM';
  const signedAt = signingTime(readXml(signed[form.own], envelopeLimits));
  return { content, certificate, ...(signedAt && { signedAt }) };
}

function signingTime(own: XmlElement): string | undefined {
  const text = everyElement(own, 'SigningTime')[0]?.text.trim() ?? '';
  // A time without an offset is the time in Viet Nam.
  const local = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text) ? `${text}+07:00` : text;
  const instant = /T.*(Z|[+-]\d\d:\d\d)$/.test(local) ? Date.parse(local) : Number.NaN;
  return Number.isNaN(instant) ? undefined : new Date(instant).toISOString();
}

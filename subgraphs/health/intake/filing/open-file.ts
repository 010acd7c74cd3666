import type { Finding } from '../finding.ts';
import { facilityOf, isEnvelope, openEnvelope, type RawPaper } from '../reading/read-envelope.ts';
import { verifySignature, type FindCertificate, type SignedContent } from '../signature/verify-signature.ts';
import { decodeXml, envelopeLimits, readXml, XmlRefused } from '../xml/read-xml.ts';

/** A file whose facility is proven. */
export interface OpenedFile extends Omit<SignedContent, 'content'> {
  readonly papers: readonly RawPaper[];
}

/**
 * Opens a file: UTF-8, XML without a document type, an envelope, signed by the facility that it names. What is not
 * signed is not read.
 *
 * @param at instant of verification, RFC 3339
 * @param rootName the envelope that it must be; any if left out
 * @returns the papers as they were signed, or why the whole file is refused
 */
export async function openFile(
  bytes: Uint8Array,
  findCertificate: FindCertificate,
  at: string,
  rootName?: string,
): Promise<OpenedFile | readonly Finding[]> {
  try {
    const text = decodeXml(bytes);
    const root = readXml(text, envelopeLimits);
    if (!isEnvelope(root) || root.name !== (rootName ?? root.name)) return [{ rule: 'ENVELOPE_UNKNOWN' }];
    const signed = await verifySignature(text, root, findCertificate, at);
    if (typeof signed === 'string') return [{ rule: signed }];
    const { content, ...proof } = signed;
    if (facilityOf(root) !== proof.certificate.facilityCode) {
      return [{ rule: 'FACILITY_MISMATCH', tag: 'MACSKCB' }];
    }
    const { papers, findings } = openEnvelope(content);
    return findings.length > 0 ? findings : { ...proof, papers };
  } catch (error) {
    if (error instanceof XmlRefused) return [{ rule: error.rule }];
    throw error;
  }
}

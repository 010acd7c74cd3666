import type { MedicalDocumentRecord } from './collections.ts';

/** The signature of a paper, with what leads from its seal to the file that its facility signed. */
export function signatureOf({ signature, origin }: MedicalDocumentRecord) {
  return {
    ...signature,
    originalDigest: origin?.digest,
    certificateThumbprint: origin?.certificate?.thumbprint,
  };
}

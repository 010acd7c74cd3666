import type { MedicalDocumentRecord } from './collections.ts';

/** What is kept of the file that brought a paper, where one did: digests in base64url. */
interface SignedOrigin {
  readonly origin?: {
    /** SHA-256 of the file as its facility signed it. */
    readonly digest: string;
    /** SHA-256 of the certificate (DER) that signed it. */
    readonly certificate: { readonly thumbprint: string };
  };
}

/** The signature of a paper, with what leads from its seal to the file that its facility signed. */
export function signatureOf({ signature, origin }: MedicalDocumentRecord & SignedOrigin) {
  return {
    ...signature,
    originalDigest: origin?.digest,
    certificateThumbprint: origin?.certificate.thumbprint,
  };
}

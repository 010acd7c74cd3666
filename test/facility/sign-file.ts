import type { KeyObject } from 'node:crypto';
import { SignedXml } from 'xml-crypto';

const c14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

/** With what and how a facility signs. */
export interface FacilitySigner {
  readonly key: KeyObject;
  /** PEM. */
  readonly certificate: string;
  /** Instant of signing, RFC 3339. */
  readonly signedAt: string;
}

/**
 * Signs a file as hospital software does: one reference to the content, one to the signing time.
 *
 * @param contentId `Id` of the element that is signed; the whole file if left out
 * @param place XPath of the element into which the signature goes
 */
export function signFile(
  xml: string,
  { key, certificate, signedAt }: FacilitySigner,
  {
    contentId,
    place = "//*[local-name(.)='CHUKYDONVI']",
  }: { readonly contentId?: string; readonly place?: string } = {},
): string {
  const time = `<SignatureProperties><SignatureProperty Target="#facility"><SigningTime>${signedAt}</SigningTime></SignatureProperty></SignatureProperties>`;
  const signer = new SignedXml({
    privateKey: key,
    publicCert: certificate,
    signatureAlgorithm: rsaSha256,
    canonicalizationAlgorithm: c14n,
    objects: [{ content: time, attributes: { Id: 'SigningTime' } }],
  });
  signer.addReference({
    xpath: contentId === undefined ? '/*' : `//*[@Id='${contentId}']`,
    transforms: contentId === undefined ? [enveloped, c14n] : [c14n],
    digestAlgorithm: sha256,
    uri: contentId === undefined ? '' : `#${contentId}`,
    isEmptyUri: contentId === undefined,
  });
  signer.addReference({
    xpath: "//*[@Id='SigningTime']",
    transforms: [c14n],
    digestAlgorithm: sha256,
    uri: '#SigningTime',
  });
  signer.computeSignature(xml, {
    attrs: { Id: 'facility' },
    location: { reference: place, action: 'append' },
  });
  return signer.getSignedXml();
}

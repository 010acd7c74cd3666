import { childOf, childrenOf, everyElement, textOf, type XmlElement } from '../xml/xml-element.ts';

/** The algorithms that facilities sign with, and no others: a weaker one would be a way in. */
export const algorithms = {
  canonical: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  enveloped: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
} as const;

/** What a signature says that it signs. */
export interface SignatureForm {
  /** Which of its references is to the content, and which to what lies inside the signature, such as its time. */
  readonly content: 0 | 1;
  readonly own: 0 | 1;
  /** Name of the element that the content reference must lead to. */
  readonly contentName: string;
}

/**
 * The one signature of a file, where the envelope has its place for it: in CHUKYDONVI, or for a flat notice in the root
 * element. Anywhere else, or twice, it is none.
 */
export function signatureOf(root: XmlElement): XmlElement | undefined {
  if (everyElement(root, 'Signature').length !== 1) return undefined;
  return childOf(childOf(root, 'CHUKYDONVI'), 'Signature') ?? childOf(root, 'Signature');
}

/** The certificate inside a signature, DER; undefined where there is not just one. It is looked up, never trusted. */
export function certificateIn(signature: XmlElement): Buffer | undefined {
  const [certificate, second] = everyElement(signature, 'X509Certificate');
  if (!certificate || second) return undefined;
  return Buffer.from(certificate.text.replaceAll(/\s/g, ''), 'base64');
}

/**
 * Reads what a signature signs: exactly two references, one to the content (the whole file without the signature, or
 * its THONGTINHOSO by `Id`) and one to a part of the signature itself. Undefined for any other form.
 */
export function readSignatureForm(signature: XmlElement, root: XmlElement): SignatureForm | undefined {
  const info = childOf(signature, 'SignedInfo');
  const references = info ? childrenOf(info, 'Reference') : [];
  const [first, second, third] = references;
  if (!info || !first || !second || third) return undefined;
  const isExpected =
    algorithmOf(info, 'CanonicalizationMethod') === algorithms.canonical &&
    algorithmOf(info, 'SignatureMethod') === algorithms.signature &&
    references.every(hasExpectedAlgorithms);
  if (!isExpected || textOf(signature, 'SignatureValue') === '') return undefined;
  const firstName = contentName(first, root);
  const secondName = contentName(second, root);
  if (firstName && isOwnPart(second, signature)) return { content: 0, own: 1, contentName: firstName };
  if (secondName && isOwnPart(first, signature)) return { content: 1, own: 0, contentName: secondName };
  return undefined;
}

function algorithmOf(parent: XmlElement, name: string): string | undefined {
  return childOf(parent, name)?.attributes.get('Algorithm');
}

function hasExpectedAlgorithms(reference: XmlElement): boolean {
  const transforms = childOf(reference, 'Transforms')?.children ?? [];
  return (
    algorithmOf(reference, 'DigestMethod') === algorithms.digest &&
    transforms.every(({ attributes, children }) => {
      const algorithm = attributes.get('Algorithm');
      const isKnown = algorithm === algorithms.canonical || algorithm === algorithms.enveloped;
      return isKnown && children.length === 0;
    })
  );
}

function contentName(reference: XmlElement, root: XmlElement): string | undefined {
  const uri = reference.attributes.get('URI');
  if (uri === '') return root.name;
  const content = childOf(root, 'THONGTINHOSO');
  return content && uri === `#${content.attributes.get('Id')}` ? content.name : undefined;
}

function isOwnPart(reference: XmlElement, signature: XmlElement): boolean {
  const uri = reference.attributes.get('URI') ?? '';
  return signature.children.some(({ name, attributes }) => {
    const id = attributes.get('Id');
    return (name === 'Object' || name === 'KeyInfo') && id !== undefined && uri === `#${id}`;
  });
}

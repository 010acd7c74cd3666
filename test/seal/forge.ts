import { createHash } from 'node:crypto';
import { sealType } from '../../subgraphs/kit/seal/seal-document.ts';
import type { KeyRing } from '../../subgraphs/kit/keys/key-ring.ts';
import { noon } from './key-maker.ts';

type Payload = Readonly<Record<string, unknown>>;

/** The payload of a seal. */
export function payloadOf(jwt: string): Payload {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Payload;
}

/** What nobody but the custodian could do: signs a payload as it is, whatever is wrong with it. */
export async function signAnything(payload: Payload, ring: KeyRing, typ: string = sealType): Promise<string> {
  return (await ring.sign({ typ }, payload, noon)).jws;
}

/** A text in place of a part of a JWS; the signature stays. */
export function withPart(jwt: string, at: 0 | 1 | 2, part: object | string): string {
  const text = typeof part === 'string' ? part : JSON.stringify(part);
  return jwt
    .split('.')
    .map((each, index) => (index === at ? Buffer.from(text).toString('base64url') : each))
    .join('.');
}

/** A disclosure of any content, with its digest. */
export function disclosureOf(content: unknown): { readonly encoded: string; readonly digest: string } {
  const encoded = Buffer.from(JSON.stringify(content)).toString('base64url');
  return { encoded, digest: createHash('sha256').update(encoded).digest('base64url') };
}

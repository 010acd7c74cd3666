import { digestOf, encodeDisclosure } from './disclosure.ts';

/** The claims of an object, each of which can be told without the others. */
export type Claims = ReadonlyMap<string, Claim>;

/** A claim: a value that is told whole, an object of claims, or a list of such objects. */
export type Claim =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'object'; readonly claims: Claims }
  | { readonly kind: 'list'; readonly items: readonly Claims[] };

/** A disclosure and where its claim stands: `patient`, `patient/fullName`, `lines/0/title`. */
export interface PlacedDisclosure {
  readonly path: string;
  readonly encoded: string;
}

/** An object whose claims are hidden behind their digests. */
export interface Concealed {
  /** Sorted, so that their order tells nothing of the order of the claims (RFC 9901, 4.2.4.1). */
  readonly digests: readonly string[];
  /** Parents before their children. */
  readonly disclosures: readonly PlacedDisclosure[];
}

/**
 * Hides every claim behind a salted digest. Claims inside an object are hidden once more (recursive disclosures, RFC
 * 9901, 4.2.6): who is not told of the object sees neither what is in it nor how much.
 */
export function conceal(claims: Claims, prefix = ''): Concealed {
  const concealed = Array.from(claims, ([name, claim]) => concealClaim(name, claim, prefix));
  return {
    digests: concealed.map(({ digest }) => digest).toSorted(),
    disclosures: concealed.flatMap(({ disclosures }) => disclosures),
  };
}

function concealClaim(name: string, claim: Claim, prefix: string) {
  const path = prefix + name;
  const { value, inside } = concealValue(claim, path);
  const encoded = encodeDisclosure(name, value);
  return { digest: digestOf(encoded), disclosures: [{ path, encoded }, ...inside] };
}

interface ConcealedValue {
  readonly value: unknown;
  readonly inside: readonly PlacedDisclosure[];
}

function concealValue(claim: Claim, path: string): ConcealedValue {
  switch (claim.kind) {
    case 'value':
      return { value: claim.value, inside: [] };
    case 'object': {
      const { digests, disclosures } = conceal(claim.claims, `${path}/`);
      return { value: { _sd: digests }, inside: disclosures };
    }
    case 'list': {
      const items = claim.items.map((item, at) => conceal(item, `${path}/${at}/`));
      return {
        value: items.map(({ digests }) => ({ _sd: digests })),
        inside: items.flatMap(({ disclosures }) => disclosures),
      };
    }
  }
}

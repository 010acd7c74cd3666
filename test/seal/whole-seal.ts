import { seals } from '../../subgraphs/kit/seal/stored-seal.ts';
import type { PlacedDisclosure } from '../../subgraphs/kit/seal/sd-jwt/conceal.ts';
import type { HubStores } from '../../start/start-hub.ts';

/** The claims of one field of a document: plain, and under each way to shorten it. */
export interface SealedVariants {
  /** `patient/fullName`, `lines/0/title`. */
  readonly field: string;
  readonly variants: readonly {
    readonly encoded: string;
    readonly value: unknown;
    readonly isPlain: boolean;
  }[];
}

/** All that a custodian sealed of a document, as its store keeps it. */
export async function wholeSeal(
  stores: HubStores,
  type: string,
  id: string,
): Promise<readonly SealedVariants[]> {
  for (const store of [stores.health, stores.justice, stores.vss]) {
    const seal = await (await store.collection(seals)).get(`${type}/${id}`);
    if (seal) return byField(seal.disclosures);
  }
  throw new Error(`No agency has sealed that ${type}.`);
}

function byField(disclosures: readonly PlacedDisclosure[]): readonly SealedVariants[] {
  const groups = Map.groupBy(disclosures, ({ path }) => path.split(':')[0] ?? '');
  return Array.from(groups, ([field, claims]) => ({
    field,
    variants: claims.map(({ path, encoded }) => ({
      encoded,
      value: JSON.parse(Buffer.from(encoded, 'base64url').toString())[2] as unknown,
      isPlain: path === field,
    })),
  }));
}

import { isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { Sight } from '../access/sight.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Store } from '../store/port.ts';
import { presentSeal, type SealScope } from './present-seal.ts';
import { claimsReader } from './read-claims.ts';
import { createSealer, type Sealer } from './sealer.ts';
import { sealedShape } from './sealed-shape.ts';
import { sealField, type SealedTypes } from './sealed-type.ts';
import type { EndedDocuments } from './status/ended-documents.ts';
import { createStatusPublisher, type StatusPublisher } from './status/status-publisher.ts';
import { sealPlaces, seals } from './stored-seal.ts';

/** The seals of an agency that runs. */
export interface Sealing {
  readonly sealer: Sealer;
  readonly keys: () => KeyRing;
  /** Undefined for an agency that cannot say which documents do not hold any more: then nobody is told that they do. */
  readonly statuses: StatusPublisher | undefined;
  /** The resolvers of the fields that give seals, by coordinate. */
  readonly resolvers: (sight: Sight) => ReadonlyMap<string, GraphQLFieldResolver<unknown, SealScope>>;
}

/** What the seals of an agency are made with. */
export interface SealingOptions {
  readonly types: SealedTypes;
  readonly store: Store;
  /** The keys as they are now. */
  readonly keys: () => KeyRing;
  /** Secret of the agency that makes the pseudonyms of masked values. */
  readonly maskKey: string;
  readonly ended?: EndedDocuments;
}

/**
 * Prepares the sealing of the types of a schema. Nothing is sealed yet: see `at-write/`. A document that was loaded in bulk is
 * sealed when its seal is first asked for.
 *
 * @param schema without guards
 * @throws Error when a type cannot be sealed as it is classified
 */
export async function openSealing(
  schema: GraphQLSchema,
  { types, store, keys, maskKey, ended }: SealingOptions,
): Promise<Sealing> {
  const shapes = new Map(
    Object.entries(types).map(([name, sealed]) => [name, sealedShape(objectType(schema, name), sealed)]),
  );
  const places = await store.collection(sealPlaces);
  const now = () => Math.floor(Date.now() / 1000);
  const sealer = createSealer({
    types,
    readClaims: claimsReader(schema, shapes, maskKey),
    seals: await store.collection(seals),
    places,
    keys,
    now,
  });
  return {
    sealer,
    keys,
    statuses: ended && createStatusPublisher({ ended, places, keys, now }),
    resolvers: (sight) =>
      new Map(Array.from(shapes, ([name, shape]) => [`${name}.${sealField}`, presentSeal(shape, sight)])),
  };
}

function objectType(schema: GraphQLSchema, name: string) {
  const type = schema.getType(name);
  if (isObjectType(type)) return type;
  throw new Error(`${name} is to be sealed, and is no object type of the schema: correct the name.`);
}

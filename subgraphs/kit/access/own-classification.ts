import { graphql, type GraphQLSchema } from 'graphql';
import { sha256 } from '../../../schema/sha256.ts';

/** What an agency decides by. */
export interface OwnClassification {
  /** See `AccessReport.classification`. */
  readonly digest: string;
  /** The very SDL that its `_service` tells. */
  readonly sdl: string;
}

const source = '{ _service { sdl } }';

/**
 * The classification by which an agency decides, by the SDL that its `_service` tells, so that whoever reads the digest in a
 * report can look up what it stands for.
 *
 * @throws Error for a schema that is no subgraph's
 */
export async function ownClassification(schema: GraphQLSchema): Promise<OwnClassification> {
  const { data } = await graphql({ schema, source });
  const service = data?.['_service'] as { readonly sdl: string } | undefined;
  if (!service) throw new Error('a schema without _service tells nobody how it classifies its data.');
  return { digest: sha256(service.sdl), sdl: service.sdl };
}

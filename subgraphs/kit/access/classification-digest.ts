import { graphql, type GraphQLSchema } from 'graphql';
import { sha256 } from '../../../schema/sha256.ts';

const source = '{ _service { sdl } }';

/**
 * Names the classification by which an agency decides: the digest of the very SDL that its `_service` tells, so that
 * whoever reads it in a report can look up what it stands for.
 *
 * @throws Error for a schema that is no subgraph's
 */
export async function classificationDigest(schema: GraphQLSchema): Promise<string> {
  const { data } = await graphql({ schema, source });
  const service = data?.['_service'] as { readonly sdl: string } | undefined;
  if (!service) throw new Error('a schema without _service tells nobody how it classifies its data.');
  return sha256(service.sdl);
}

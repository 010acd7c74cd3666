import type { GraphQLSchema } from 'graphql';
import type { Judge } from '../access/judge.ts';
import { contractSchema } from '../contract/contract-schema.ts';
import { boundedCache } from './bounded-cache.ts';
import type { LoadedSupergraph } from './supergraph/load-supergraph.ts';

/** Characters of decisions for which the schema is kept: a schema weighs thousands of times more than its key. */
const CAPACITY = 4 * 1024;

/**
 * Gives each caller the schema that it may read: the names of fields that it may not have would tell what there is to
 * look for.
 *
 * @returns a function that gives undefined where the caller may see nothing at all
 */
export function createSchemaFilter({
  schema,
  access,
}: Pick<LoadedSupergraph, 'schema' | 'access'>): (judge: Judge) => GraphQLSchema | undefined {
  const filtered = boundedCache<{ readonly visible: GraphQLSchema | undefined }>(CAPACITY);
  return (judge) => {
    if (!access.guards) return schema;
    let known = filtered.get(judge.profile);
    if (!known) {
      const visible = contractSchema(schema, {
        allows: (coordinate) => judge.allows(access.requirementAt(coordinate)),
        protectionOf: () => undefined,
      });
      filtered.set(judge.profile, (known = { visible }));
    }
    return known.visible;
  };
}

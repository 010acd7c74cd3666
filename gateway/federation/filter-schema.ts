import type { GraphQLSchema } from 'graphql';
import type { Judge } from '../access/judge.ts';
import { visibleSchema } from '../access/visible-schema.ts';
import { refuseOperation } from '../operation/refuse-operation.ts';
import { boundedCache } from './bounded-cache.ts';
import type { LoadedSupergraph } from './supergraph/load-supergraph.ts';

/** Characters of decisions for which the schema is kept: a schema weighs thousands of times more than its key. */
const CAPACITY = 4 * 1024;

/**
 * Gives each caller the schema that it may read: the names of fields that it may not have would tell what there is to
 * look for.
 *
 * @returns a function that throws GraphQLError where the caller may see nothing at all
 */
export function createSchemaFilter({
  schema,
  access,
}: Pick<LoadedSupergraph, 'schema' | 'access'>): (judge: Judge) => GraphQLSchema {
  const filtered = boundedCache<GraphQLSchema>(CAPACITY);
  return (judge) => {
    if (!access.guards) return schema;
    const known = filtered.get(judge.profile);
    if (known) return known;
    const visible = visibleSchema(schema, (parent, field) =>
      judge.allows(access.requirementOf(parent, field)),
    );
    if (!visible) throw refuseOperation('FORBIDDEN', 'Nothing of the schema may be shown to you.');
    filtered.set(judge.profile, visible);
    return visible;
  };
}

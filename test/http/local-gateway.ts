import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { buildSchema, execute, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '../../gateway/http/request-context.ts';

type Gateway = ApolloServerOptionsWithGateway<RequestContext>['gateway'];
type Executor = Awaited<ReturnType<Gateway['load']>>['executor'];

/** A schema with a field for each way in which a request can go well or wrong. */
export const localSchema = buildSchema(`
  type Query { hello(name: String, at: [Int!], filter: Filter, kind: Kind, id: ID, share: Float, is: Boolean): String self: Query! many: [Query!] }
  type Mutation { raise: Int }
  type Subscription { tick: Int }
  input Filter { name: String! nested: Filter }
  enum Kind { BIRTH DEATH }
`);

/** A `GatewayInterface` over a local schema, for tests of what stands in front of the gateway. */
export function localGateway(executor?: Executor, schema: GraphQLSchema = localSchema): Gateway {
  return {
    onSchemaLoadOrUpdate: (listener) => {
      listener({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    load: async () => ({ executor: executor ?? ((context) => runLocally(schema, context)) }),
    stop: async () => {},
  };
}

const rootValue = { hello: 'xin chào', self: () => rootValue, raise: 1 };

async function runLocally(
  schema: GraphQLSchema,
  { document, request }: Parameters<NonNullable<Executor>>[0],
): ReturnType<NonNullable<Executor>> {
  const result = await execute({
    schema,
    document,
    rootValue,
    variableValues: request.variables,
    operationName: request.operationName,
  });
  return { ...result, ...(result.data === undefined ? {} : { data: result.data }) };
}

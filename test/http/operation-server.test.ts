import { createHash } from 'node:crypto';
import { buildSchema, GraphQLError, type GraphQLSchema } from 'graphql';
import { expect, test } from 'vitest';
import type { FederatedGateway } from '../../gateway/http/operation-server.ts';
import { openOperationServer } from '../../gateway/http/operation-server.ts';
import { readContext } from '../../gateway/http/request-context.ts';
import type { TokenClaims } from '../../gateway/identity/token-claims.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import { localGateway } from './local-gateway.ts';

const context = readContext({}, 'POST');

/** A server over a gateway whose schema the test changes, and the faults that it told. */
async function open(gateway: Partial<FederatedGateway> = {}, introspection = true) {
  let listen: ((schema: GraphQLSchema) => void) | undefined;
  const faults: Error[] = [];
  const server = await openOperationServer(
    {
      ...localGateway(async ({ schema, document }) => ({
        data: { fields: Object.keys(schema.getQueryType()?.getFields() ?? {}), document },
      })),
      onSchemaLoadOrUpdate: (listener) => {
        listen = (apiSchema) => listener({ apiSchema, coreSupergraphSdl: '' });
        listen(
          buildSchema('type Query { hello: String person: String } type Subscription { hello: String }'),
        );
        return () => {};
      },
      ...gateway,
    },
    introspection,
    defaultLimits.operation,
    (fault) => faults.push(fault),
  );
  const run = async (query: string) => (await server.run({ query }, context)).result;
  return { server, run, faults, change: (sdl: string) => listen?.(buildSchema(sdl)) };
}

const codes = ({ errors = [] }: Awaited<ReturnType<Awaited<ReturnType<typeof open>>['run']>>) =>
  errors.map(({ extensions }) => extensions?.['code']);

test('a text is read once, however often it comes', async () => {
  const { run } = await open();
  const [first, second, other] = [await run('{ hello }'), await run('{ hello }'), await run('{ person }')];
  expect(second.data?.['document']).toBe(first.data?.['document']);
  expect(other.data?.['document']).not.toBe(first.data?.['document']);
});

test('a text that one schema allows is checked anew against the next', async () => {
  const { run, change } = await open();
  expect((await run('{ person }')).data?.['fields']).toEqual(['hello', 'person']);
  change('type Query { hello: String }');
  expect(codes(await run('{ person }'))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  change('type Query { person: String }');
  expect((await run('{ person }')).data?.['fields']).toEqual(['person']);
});

test('a text that is refused can be named by nobody afterwards', async () => {
  const { server } = await open();
  const query = 'subscription { hello }';
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  await server.run({ query, extensions }, context);
  expect(codes((await server.run({ extensions }, context)).result)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
});

test('a text is known to the client that sent it, and to no other', async () => {
  const { server } = await open();
  const query = '{ person }';
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  const as = (client: string) => ({
    ...context,
    caller: { ...context.caller, claims: { client } as TokenClaims },
  });
  await server.run({ query, extensions }, as('portal'));
  const codesFor = async (each: typeof context) => codes((await server.run({ extensions }, each)).result);
  expect(await codesFor(as('portal'))).toEqual([]);
  expect(await codesFor(as('hospital'))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  expect(await codesFor(context)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
});

const number = '079090000123';

test.each([
  ['an error', new TypeError(`${number} is no number`)],
  [
    'an error that looks like one of ours',
    Object.assign(new Error(number), {
      extensions: { code: 'SUBGRAPH_ERROR', detail: number },
    }),
  ],
  [
    'a code that is none of ours',
    new GraphQLError(number, { extensions: { code: 'ECONNRESET', detail: number } }),
  ],
])('%s is a fault of the gateway: told to the operator and not to the caller', async (_, fault) => {
  const { run, faults } = await open(
    localGateway(async () => {
      throw fault;
    }),
  );
  const { errors } = await run('{ hello }');
  expect(errors).toEqual([{ message: expect.any(String), extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
  expect(JSON.stringify(errors)).not.toContain(number);
  expect(faults).toEqual([fault]);
});

test('an answer without errors has no list of them', async () => {
  const { run } = await open(localGateway(async () => ({ data: { hello: 'Chào' }, errors: [] })));
  expect(await run('{ hello }')).toEqual({ data: { hello: 'Chào' } });
});

test('where the schema may not be asked for, no text gets to the gateway that asks for it', async () => {
  const { run } = await open({}, false);
  expect(codes(await run('{ ...F } fragment F on Query { __schema { types { name } } }'))).toEqual([
    'GRAPHQL_VALIDATION_FAILED',
  ]);
});

import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFederation } from '../../gateway/federation/create-federation.ts';
import { startLocal, type LocalServer } from './start-local.ts';
import { tinySupergraph } from './tiny-supergraph.ts';

let server: LocalServer;
beforeAll(async () => {
  const supergraphSdl = tinySupergraph('type Query { hello: String } type Mutation { raise: Int }');
  server = await startLocal({ gateway: createFederation({ supergraphSdl }) });
});
afterAll(() => server.stop());

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({ url: () => server.graphql });

  test('has 61 audits', () => expect(audits).toHaveLength(61));

  // The package calls a failed MAY a notice and a failed SHOULD a warning; here both fail.
  test.each(audits)('$id $name', async ({ fn }) => {
    expect(await fn()).toMatchObject({ status: 'ok' });
  });
});

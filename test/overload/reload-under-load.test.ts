import { expect, test } from 'vitest';
import { createFederation } from '../../gateway/federation/create-federation.ts';
import { post, startLocal } from '../http/start-local.ts';
import { tinySupergraph } from '../http/tiny-supergraph.ts';
import { respond, serveRaw } from '../resilience/raw-subgraph.ts';

test('a supergraph that is changed again and again while everybody asks fails no request', async () => {
  const subgraph = await serveRaw((socket) => respond(socket, '{"data":{"hello":"Chào"}}'));
  const versions = ['old', 'new'].map((name) =>
    tinySupergraph(`type Query { hello: String ${name}: String }`, subgraph.url),
  );
  const [first = '', second = ''] = versions;
  const federation = createFederation({ supergraphSdl: first });
  const server = await startLocal({ gateway: federation });
  let left = 400;
  const answers: unknown[] = [];
  const ask = async () => {
    while (left-- > 0) {
      const { status, data } = await post(server.graphql, { query: '{ hello }' });
      answers.push([status, data]);
      if (left % 20 === 0) federation.reload(left % 40 === 0 ? second : first);
    }
  };
  await Promise.all(Array.from({ length: 8 }, ask));
  await server.stop();
  expect(answers).toHaveLength(400);
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify([200, { hello: 'Chào' }])]),
  );
  expect(server.faults).toEqual([]);
});

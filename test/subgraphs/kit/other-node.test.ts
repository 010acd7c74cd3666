import { ServerResponse } from 'node:http';
import { afterEach, expect, test, vi } from 'vitest';
import { openStore } from '../../../subgraphs/kit/store/open-store.ts';
import { population } from '../../../subgraphs/population/subgraph.ts';
import { startLocal } from '../../http/start-local.ts';
import { createGatewayKey, listen } from '../../trust/signed-subgraph.ts';

afterEach(() => vi.restoreAllMocks());

test('on a Node that keeps an answer elsewhere neither a gateway starts nor an agency', async () => {
  const { assignSocket } = ServerResponse.prototype;
  vi.spyOn(ServerResponse.prototype, 'assignSocket').mockImplementation(function (
    this: ServerResponse,
    socket,
  ) {
    assignSocket.call(this, socket);
    Object.defineProperty(socket, '_httpMessage', { get: () => null, set() {} });
  });
  const store = await openStore({ uri: 'memory:' });
  const agency = listen(population, store, await createGatewayKey());
  for (const started of [startLocal(), agency]) await expect(started).rejects.toThrow(/^Node v.* otherwise/);
  await store.close();
});

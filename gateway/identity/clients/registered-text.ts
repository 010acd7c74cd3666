import type { GraphqlRequest } from '../../http/graphql-request.ts';
import { operationByHash } from '../operations/match-operation.ts';
import type { ClientRegister } from './client.ts';

/** The text that a client has registered under the hash in a request, whether the client may ask now or not. */
export function registeredText(
  clients: () => ClientRegister,
): (client: string | undefined, request: GraphqlRequest) => string | undefined {
  return (id, request) => {
    const client = id === undefined ? undefined : clients().get(id);
    return client && operationByHash(client.operations, request)?.text;
  };
}

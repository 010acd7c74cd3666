import { randomUUID } from 'node:crypto';
import { isRecord, parseJson } from '../../schema/untrusted-json.ts';
import { SubgraphFault } from '../federation/fetching/subgraph-fault.ts';
import { openAgencyClient, type AgencyAccess } from './ask-agency.ts';
import { Asker } from './asker.ts';

/** Asks agencies for the schema by which they decide. */
export interface SchemaClient {
  /**
   * @param until moment of `performance.now()` by which it must be told
   * @returns the SDL
   * @throws SubgraphFault when the agency does not tell it
   */
  ask(subgraph: string, until?: number): Promise<string>;
  close(): Promise<void>;
}

/** Milliseconds: a fetch waits for it, once for each version of an agency's schema. */
const timeout = 5_000;

const body = JSON.stringify({ query: '{ _service { sdl } }' });

/** Over a new connection each time: behind one address can be processes of two versions, and a kept one leads to the same. */
export function createSchemaClient(agencies: AgencyAccess): SchemaClient {
  const client = openAgencyClient(agencies, timeout, true);
  return {
    async ask(name, until) {
      const answer = await client.ask(name, { body, asker: new Asker(randomUUID()), until });
      if (!answer) throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', name, 'not in the supergraph');
      const { status, bytes } = answer;
      const sdl = status === 200 ? readSdl(bytes.toString()) : undefined;
      if (sdl === undefined) throw new SubgraphFault('SUBGRAPH_ERROR', name, `no schema (HTTP ${status})`);
      return sdl;
    },
    close: () => client.close(),
  };
}

function readSdl(text: string): string | undefined {
  const answer = parseJson(text);
  const data = isRecord(answer) ? answer['data'] : undefined;
  const service = isRecord(data) ? data['_service'] : undefined;
  const sdl = isRecord(service) ? service['sdl'] : undefined;
  return typeof sdl === 'string' ? sdl : undefined;
}

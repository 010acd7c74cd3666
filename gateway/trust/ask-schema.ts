import { randomUUID } from 'node:crypto';
import type { Poster } from '../federation/fetching/post-json.ts';
import { postSigned, type ProofHeaders } from '../federation/fetching/post-signed.ts';
import { SubgraphFault } from '../federation/fetching/subgraph-fault.ts';
import { isRecord } from '../federation/reading/is-record.ts';
import type { SubgraphGuards } from '../federation/resilience/guard-subgraphs.ts';
import type { Subgraph } from '../federation/supergraph/load-supergraph.ts';
import { Asker } from './asker.ts';
import type { ContextSessions } from './context-sessions.ts';

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

/** @param subgraphs those of the supergraph that is served now */
export function createSchemaClient(
  subgraphs: () => readonly Subgraph[],
  { sign, refused }: Pick<ContextSessions, 'sign' | 'refused'>,
  guards: SubgraphGuards,
): SchemaClient {
  const poster = guards.openPoster(timeout);
  // Behind one address can be processes of two versions: a connection that is kept would lead to the same one each time.
  const anew: Pick<Poster, 'post'> = {
    post: (subgraph, headers, text, until) =>
      poster.post(subgraph, { ...headers, connection: 'close' }, text, until),
  };
  return {
    async ask(name, until) {
      const subgraph = subgraphs().find((one) => one.name === name);
      if (!subgraph) throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', name, 'not in the supergraph');
      const signer = {
        sign: () => sign({ subgraph: name, body, asker: new Asker(randomUUID()) }),
        refused: (headers: ProofHeaders) => refused(name, headers),
      };
      const { status, bytes } = await guards.read(name, () =>
        postSigned(anew, subgraph, body, signer, until),
      );
      const sdl = status === 200 ? readSdl(bytes.toString()) : undefined;
      if (sdl === undefined) throw new SubgraphFault('SUBGRAPH_ERROR', name, `no schema (HTTP ${status})`);
      return sdl;
    },
    close: () => poster.close(),
  };
}

function readSdl(text: string): string | undefined {
  const answer = parse(text);
  const data = isRecord(answer) ? answer['data'] : undefined;
  const service = isRecord(data) ? data['_service'] : undefined;
  const sdl = isRecord(service) ? service['sdl'] : undefined;
  return typeof sdl === 'string' ? sdl : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

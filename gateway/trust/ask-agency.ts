import { callTarget, graphqlTarget } from '../../schema/call-target.ts';
import type { HttpAnswer, Poster } from '../federation/fetching/post-json.ts';
import { postSigned, type ProofHeaders } from '../federation/fetching/post-signed.ts';
import type { SubgraphGuards } from '../federation/resilience/guard-subgraphs.ts';
import type { Subgraph } from '../federation/supergraph/load-supergraph.ts';
import type { Asker } from './asker.ts';
import type { ContextSessions } from './context-sessions.ts';

/** A read that the gateway itself sends to one agency, for no place in an answer. */
export interface AgencyQuestion {
  readonly body: string;
  readonly asker: Asker;
  /** Moment of `performance.now()` by which it must be answered. */
  readonly until?: number | undefined;
  /** Path beside the agency's `/graphql`, where another one is asked. */
  readonly beside?: string;
}

/** Asks agencies, over connections of its own. */
export interface AgencyClient {
  /**
   * @returns undefined where the supergraph has no such agency
   * @throws SubgraphFault when nothing usable came back in time
   */
  ask(name: string, question: AgencyQuestion): Promise<HttpAnswer | undefined>;
  close(): Promise<void>;
}

/** What the clients of agencies are made of. */
export interface AgencyAccess {
  /** Those of the supergraph that is served now. */
  readonly subgraphs: () => readonly Subgraph[];
  readonly sessions: Pick<ContextSessions, 'sign' | 'refused'>;
  readonly guards: SubgraphGuards;
}

/**
 * @param timeout milliseconds that an agency may take for one answer
 * @param isAnew whether each question goes over a new connection
 */
export function openAgencyClient(
  { subgraphs, sessions, guards }: AgencyAccess,
  timeout: number,
  isAnew = false,
): AgencyClient {
  const poster = guards.openPoster(timeout);
  const sender = isAnew ? overNewConnections(poster) : poster;
  return {
    async ask(name, { body, asker, until, beside }) {
      const subgraph = subgraphs().find((one) => one.name === name);
      if (!subgraph) return undefined;
      const url = beside === undefined ? subgraph.url : new URL(beside, subgraph.url).href;
      const target = beside === undefined ? graphqlTarget : callTarget(beside);
      const signer = {
        sign: () => sessions.sign({ subgraph: name, body, asker, target }),
        refused: (headers: ProofHeaders) => sessions.refused(name, headers),
      };
      return guards.read(name, () => postSigned(sender, { name, url }, body, signer, until));
    },
    close: () => poster.close(),
  };
}

function overNewConnections(poster: Poster): Pick<Poster, 'post'> {
  return {
    post: (subgraph, headers, text, until) =>
      poster.post(subgraph, { ...headers, connection: 'close' }, text, until),
  };
}

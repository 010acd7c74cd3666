import { callTarget } from '../../schema/call-target.ts';
import { largestIntake, type IntakeReply } from '../../schema/intake.ts';
import { serverBounds } from '../../subgraphs/kit/http/create-server.ts';
import type { AccessFacts } from '../access/access-facts.ts';
import { SubgraphFault } from '../federation/fetching/subgraph-fault.ts';
import { WithheldReply } from '../federation/fetching/withheld-reply.ts';
import type { SubgraphGuards } from '../federation/resilience/guard-subgraphs.ts';
import type { Subgraph } from '../federation/supergraph/load-supergraph.ts';
import { accessContext } from '../trust/access-context.ts';
import { Asker } from '../trust/asker.ts';
import type { ContextSessions } from '../trust/context-sessions.ts';
import type { ArrivedFile } from './arrived-file.ts';
import { readReply } from './read-reply.ts';

/** What agencies are called with. */
export interface AgencyCallOptions {
  readonly subgraphs: () => readonly Subgraph[];
  readonly guards: SubgraphGuards;
  readonly sessions: Pick<ContextSessions, 'signChange'>;
  readonly policyVersion: () => string;
  /** Says why what the agency answered may not be used. */
  readonly refuses: (subgraph: string, reply: IntakeAnswer, facts: AccessFacts) => string | undefined;
}

/** What an agency told in an answer, and by which policy. */
interface IntakeAnswer extends Pick<IntakeReply, 'access'> {
  readonly data: object;
}

/** What is sent to whom. */
interface AgencyCall {
  readonly agency: string;
  readonly path: string;
  readonly body: string | Uint8Array;
  readonly contentType?: string;
}

/** Calls that are made for the sender of a file. */
export interface AgencyCalls {
  /** @throws SubgraphFault when there is no answer, or another status than 200 */
  post(call: AgencyCall, file: ArrivedFile): Promise<string>;
  /**
   * Reads the answer as one to a file.
   *
   * @throws SubgraphFault as `post`, and when it is none
   * @throws WithheldReply when the agency decided by another policy what this gateway denies
   */
  hand(call: AgencyCall, file: ArrivedFile): Promise<IntakeReply>;
  close(): Promise<void>;
}

/** Milliseconds for one call: a file of thousands of papers takes a while. */
const timeout = 60_000;

/** Files that one agency is handed at once: an agency has room for as many of the largest. */
const atOnce = Math.floor(serverBounds.allBodies / largestIntake);

/** Bytes of the files that wait for their turn, as many as one agency may be handed: a file that was read is in no other room. */
const mostWaiting = serverBounds.allBodies;

/** Calls agencies as a fetch does: with a signed context over the very bytes, and one proof for each call. */
export function createAgencyCalls(options: AgencyCallOptions): AgencyCalls {
  const poster = options.guards.openPoster(timeout, atOnce, mostWaiting);

  async function post({ agency, path, body, contentType }: AgencyCall, file: ArrivedFile): Promise<string> {
    const subgraph = options.subgraphs().find(({ name }) => name === agency);
    if (!subgraph) throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', agency, 'not in the supergraph');
    const { facts, requestId, until } = file;
    const asker = new Asker(requestId, accessContext(facts, options.policyVersion(), {}));
    const called = { name: agency, url: new URL(path, subgraph.url).href };
    const prove = () => ({
      ...(contentType !== undefined && { 'content-type': contentType }),
      ...options.sessions.signChange({
        subgraph: agency,
        body,
        asker,
        target: callTarget(path, contentType),
      }),
    });
    const turn = { sender: facts.organisation ?? facts.client, until };
    // What changes something has one proof: whoever does not accept it is not asked again.
    const { status, bytes } = await poster.postInTurn(called, prove, body, turn);
    if (status !== 200) throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', agency, `no reply (HTTP ${status})`);
    return bytes.toString();
  }

  async function hand(call: AgencyCall, file: ArrivedFile): Promise<IntakeReply> {
    const { agency } = call;
    const reply = readReply(await post(call, file));
    if (!reply) throw new SubgraphFault('SUBGRAPH_ERROR', agency, 'no reply to a file');
    const { answer: data, access } = reply;
    const reason = options.refuses(agency, { data, access }, file.facts);
    if (reason !== undefined) throw new WithheldReply(agency, reason, { ...access, denials: [] });
    return reply;
  }

  return { post, hand, close: () => poster.close() };
}

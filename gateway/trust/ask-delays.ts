import type { AccessContext } from '../../schema/hub-context.ts';
import { isRecord } from '../federation/reading/is-record.ts';
import { postSigned, type ProofHeaders } from '../federation/fetching/post-signed.ts';
import { SubgraphFault } from '../federation/fetching/subgraph-fault.ts';
import type { SubgraphGuards } from '../federation/resilience/guard-subgraphs.ts';
import type { Subgraph } from '../federation/supergraph/load-supergraph.ts';
import type { RequestContext } from '../http/request-context.ts';
import { lateFacilityOf, type LateFacility } from '../report/late-facility.ts';
import { Asker } from './asker.ts';
import type { ContextSessions } from './context-sessions.ts';

/** Days, both included. */
export interface DelayPeriod {
  readonly from: string;
  readonly to: string;
}

/** Asks Health how promptly each facility sent, as whoever makes a report: Health decides what they may see. */
export interface DelaysClient {
  /** @returns undefined where Health does not answer or does not tell them */
  ask(
    access: AccessContext,
    request: Pick<RequestContext, 'requestId' | 'until'>,
    period: DelayPeriod,
  ): Promise<readonly LateFacility[] | undefined>;
  close(): Promise<void>;
}

const name = 'health';
/** Milliseconds for one page of facilities. */
const timeout = 10_000;
const page = 100;
const query = `query FacilityDelays($from: Date!, $to: Date!, $after: String) {
  facilityDelays(from: $from, to: $to, first: ${page}, after: $after) { facility papers latePapers }
}`;

/** @param subgraphs those of the supergraph that is served now */
export function createDelaysClient(
  subgraphs: () => readonly Subgraph[],
  { sign, refused }: Pick<ContextSessions, 'sign' | 'refused'>,
  guards: SubgraphGuards,
): DelaysClient {
  const poster = guards.openPoster(timeout);
  return {
    async ask(access, { requestId, until }, period) {
      const subgraph = subgraphs().find((one) => one.name === name);
      if (!subgraph) return undefined;
      const asker = new Asker(requestId, access);
      const readPage = async (after: string | undefined) => {
        const body = JSON.stringify({ query, variables: { ...period, after } });
        const signer = {
          sign: () => sign({ subgraph: name, body, asker }),
          refused: (headers: ProofHeaders) => refused(name, headers),
        };
        const { status, bytes } = await guards.read(name, () =>
          postSigned(poster, subgraph, body, signer, until),
        );
        return status === 200 ? readDelays(bytes.toString()) : undefined;
      };
      try {
        const all: LateFacility[] = [];
        for (let more = true; more;) {
          const rows = await readPage(all.at(-1)?.facility);
          if (!rows) return undefined;
          all.push(...rows);
          more = rows.length === page;
        }
        return all;
      } catch (error) {
        // The report is worth having without it, and says that it does not know.
        if (error instanceof SubgraphFault) return undefined;
        throw error;
      }
    },
    close: () => poster.close(),
  };
}

/** The rows of an answer; undefined when it has another shape, or says no. */
function readDelays(text: string): readonly LateFacility[] | undefined {
  const answer: unknown = parse(text);
  const data = isRecord(answer) ? answer['data'] : undefined;
  const rows = isRecord(data) ? data['facilityDelays'] : undefined;
  if (!Array.isArray(rows)) return undefined;
  const read = rows.map(lateFacilityOf);
  return read.every((row) => row !== undefined) ? read : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of a gateway that cannot prove itself to any agency: nothing is told to it. */
export const untoldDelays: DelaysClient = {
  ask: async () => undefined,
  close: async () => {},
};

import type { AccessContext } from '../../schema/hub-context.ts';
import { isRecord, parseJson } from '../../schema/untrusted-json.ts';
import { SubgraphFault } from '../federation/fetching/subgraph-fault.ts';
import type { RequestContext } from '../http/request-context.ts';
import { lateFacilityOf, type LateFacility } from '../report/late-facility.ts';
import { openAgencyClient, type AgencyAccess } from './ask-agency.ts';
import { Asker } from './asker.ts';

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

/** Milliseconds for one page of facilities. */
const timeout = 10_000;
const page = 100;
const query = `query FacilityDelays($from: Date!, $to: Date!, $after: String) {
  facilityDelays(from: $from, to: $to, first: ${page}, after: $after) { facility papers latePapers }
}`;

/** Asks with the proof of whoever makes the report. */
export function createDelaysClient(agencies: AgencyAccess): DelaysClient {
  const client = openAgencyClient(agencies, timeout);
  return {
    async ask(access, { requestId, until }, period) {
      const asker = new Asker(requestId, access);
      const readPage = async (after: string | undefined) => {
        const body = JSON.stringify({ query, variables: { ...period, after } });
        const answer = await client.ask('health', { body, asker, until });
        return answer?.status === 200 ? readDelays(answer.bytes.toString()) : undefined;
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
    close: () => client.close(),
  };
}

/** The rows of an answer; undefined when it has another shape, or says no. */
function readDelays(text: string): readonly LateFacility[] | undefined {
  const answer = parseJson(text);
  const data = isRecord(answer) ? answer['data'] : undefined;
  const rows = isRecord(data) ? data['facilityDelays'] : undefined;
  if (!Array.isArray(rows)) return undefined;
  const read = rows.map(lateFacilityOf);
  return read.every((row) => row !== undefined) ? read : undefined;
}

/** Of a gateway that cannot prove itself to any agency: nothing is told to it. */
export const untoldDelays: DelaysClient = {
  ask: async () => undefined,
  close: async () => {},
};

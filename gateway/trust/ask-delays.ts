import type { AccessContext } from '../../schema/hub-context.ts';
import { isRecord, parseJson } from '../../schema/untrusted-json.ts';
import { noReport, readAccessReport } from '../federation/reading/read-access-report.ts';
import type { SubgraphReply } from '../federation/reading/read-reply.ts';
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
  /** @returns undefined where Health does not answer, does not tell them, or may not be believed */
  ask(
    access: AccessContext,
    request: Pick<RequestContext, 'requestId' | 'until' | 'facts'>,
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

/** Says why what Health answered may not be used; undefined where it may: see `ReplyChecks.reply`. */
export type DelaysCheck = (
  subgraph: string,
  reply: Pick<SubgraphReply, 'access'> & { readonly data: object },
  request: Pick<RequestContext, 'facts'>,
) => Promise<string | undefined>;

/** Asks with the proof of whoever makes the report. What is answered is checked as the answer to any fetch is. */
export function createDelaysClient(agencies: AgencyAccess, refuses: DelaysCheck): DelaysClient {
  const client = openAgencyClient(agencies, timeout);
  return {
    async ask(access, request, period) {
      const { requestId, until } = request;
      const asker = new Asker(requestId, access);
      const readPage = async (after: string | undefined) => {
        const body = JSON.stringify({ query, variables: { ...period, after } });
        const answer = await client.ask(name, { body, asker, until });
        const told = answer?.status === 200 ? readTold(answer.bytes.toString()) : undefined;
        if (!told || (await refuses(name, told, request)) !== undefined) return undefined;
        return readDelays(told.data);
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

type Told = Parameters<DelaysCheck>[1];

/** What an answer tells, and what it says of it; undefined where it tells nothing. */
function readTold(text: string): Told | undefined {
  const answer = parseJson(text);
  const data = isRecord(answer) ? answer['data'] : undefined;
  if (!isRecord(answer) || !isRecord(data)) return undefined;
  return { data, access: readAccessReport(answer['extensions']) ?? noReport };
}

/** The rows of an answer; undefined when it has another shape, or says no. */
function readDelays(data: object): readonly LateFacility[] | undefined {
  const rows = 'facilityDelays' in data ? data.facilityDelays : undefined;
  if (!Array.isArray(rows)) return undefined;
  const read = rows.map(lateFacilityOf);
  return read.every((row) => row !== undefined) ? read : undefined;
}

/** Of a gateway that cannot prove itself to any agency: nothing is told to it. */
export const untoldDelays: DelaysClient = {
  ask: async () => undefined,
  close: async () => {},
};

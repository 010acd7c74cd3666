import { HubAway, type AskHub, type HubAnswer, type HubError } from '../../../kit/hub/ask-hub.ts';
import { SourceAwayError, type OpenCase } from './evidence-source.ts';

/** Social insurance's machine is a client of the hub by itself. */
export const client = 'vss-resolver';
const purpose = 'SI.CLAIM.DECIDE';

/** A registered operation, and why it is asked where the policy wants to know. */
interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly reason?: string | undefined;
}

/** Asks the hub in a case. @throws SourceAwayError when it gives no answer */
export async function askForClaims(
  ask: AskHub,
  { caseName, office }: Pick<OpenCase, 'caseName' | 'office'>,
  { query, variables, reason }: Operation,
): Promise<HubAnswer> {
  try {
    return await ask({ query, variables, purpose, organisation: office, caseName, reason });
  } catch (cause) {
    const why = cause instanceof HubAway ? ` (${cause.message})` : '';
    throw new SourceAwayError(`The hub gives no answer${why}.`, { cause });
  }
}

/** What is not shown is not there for us; what an agency did not answer may be. */
const awayCodes = ['SUBGRAPH_UNAVAILABLE', 'SOURCE_UNAVAILABLE', 'SUBGRAPH_ERROR', 'INTERNAL_SERVER_ERROR'];

export function isAway({ code }: HubError): boolean {
  return awayCodes.includes(code);
}

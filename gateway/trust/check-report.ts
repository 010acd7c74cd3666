import type { AccessReport } from '../../schema/hub-context.ts';
import type { Policy } from '../../schema/policy/policy.ts';
import { questionOf } from '../access/judge-data.ts';
import type { LoadedSupergraph } from '../federation/supergraph/load-supergraph.ts';
import type { RequestContext } from '../http/request-context.ts';
import { allowsReported } from './allows-reported.ts';

/**
 * Says in a few words why an agency's answer may not be used; undefined where it may.
 *
 * @param graph for which the request was prepared: another one may be served since
 */
export type ReportCheck = (
  subgraph: string,
  reply: ReportedReply,
  context: Pick<RequestContext, 'facts'>,
  graph: Pick<LoadedSupergraph, 'access'>,
) => string | undefined;

/** What is looked at of an agency's answer. */
interface ReportedReply {
  readonly data: object | null;
  readonly access: Pick<AccessReport, 'policyVersion' | 'disclosures'>;
}

/** An answer of an agency that decided by another policy than this gateway. */
export interface DecidedOtherwise {
  readonly subgraph: string;
  readonly version: string;
  readonly isUsed: boolean;
}

/**
 * Each agency decides by its own policy, which is not the gateway's while a new one is brought out. What the one granted
 * under a relation the other may not grant, and the gateway alone could not know the relation. So an answer is used only
 * where both policies allow what it discloses, and one that does not say whom it tells of what is not used at all: it
 * could not be recorded (Decree 47/2020 art. 45).
 *
 * @param heard is told of each answer that was decided by another policy
 */
export function createReportCheck(
  policy: Pick<Policy, 'table'>,
  heard: (answer: DecidedOtherwise) => void,
): ReportCheck {
  return (subgraph, { data, access }, { facts }, graph) => {
    const { table } = policy;
    const { policyVersion: version, disclosures } = access;
    if (version === table.version || data === null) return undefined;
    if (version === undefined) return 'tells of no policy by which it decided';
    const profile = facts && table.profile(questionOf(facts));
    const isUsed = disclosures.every((each) => profile && allowsReported(profile, graph, each));
    heard({ subgraph, version, isUsed });
    return isUsed ? undefined : 'disclosed by another policy what this gateway denies';
  };
}

/** Most versions that are told of: an agency has few. */
const mostTold = 100;

/**
 * Tells the operator once of each policy by which an agency decides otherwise than this gateway.
 *
 * @param alarm is told in one line
 */
export function tellOtherwise(alarm: (line: string) => void): (answer: DecidedOtherwise) => void {
  const told = new Set<string>();
  return ({ subgraph, version }) => {
    const line = `Agency ${subgraph} decides by another policy (version ${version}) than this gateway: what only one of them allows is denied. Load the same policy at both.`;
    if (told.has(line) || told.size === mostTold) return;
    told.add(line);
    alarm(line);
  };
}

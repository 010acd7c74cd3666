import type { IntakeReply } from '../../schema/intake.ts';
import { allDenied } from '../federation/fetching/all-denied.ts';
import type { SubgraphFault } from '../federation/fetching/subgraph-fault.ts';
import { WithheldReply } from '../federation/fetching/withheld-reply.ts';

/** Whom an answer was about of which nothing leaves; nobody where none came. */
export function toldByFault(fault: SubgraphFault): IntakeReply['access'] {
  if (!(fault instanceof WithheldReply)) return { disclosures: [] };
  return { ...fault.access, disclosures: fault.access.disclosures.map(allDenied) };
}

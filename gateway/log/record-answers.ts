import type { AccessFacts } from '../access/access-facts.ts';
import type { FederationOptions } from '../federation/create-federation.ts';
import type { RequestContext } from '../http/request-context.ts';
import type { DecidingPolicies } from './deciding-policies.ts';
import { disclosureEntry } from './disclosure-entry.ts';
import type { DisclosureLog } from './disclosure-log.ts';

/** Records what an answer discloses or denies; see `FederationOptions.record`. */
type Recorder = NonNullable<FederationOptions<RequestContext>['record']>;

/**
 * Writes an entry for each answer that says or denies anything of anybody, and for each mutation: it changes what others
 * may see. A query of public data alone concerns nobody and leaves none, and neither does one that is only tried: nobody's
 * data were asked for.
 */
export function recordAnswers(
  log: DisclosureLog,
  policyVersion: () => string,
  policiesFor: (facts: AccessFacts) => DecidingPolicies,
): Recorder {
  return async (answered, operation, { facts, requestId, until }) => {
    const { kind, disclosures, denials, withheld } = answered;
    const concernsNobody =
      kind !== 'mutation' && disclosures.length === 0 && denials.length === 0 && !withheld;
    if (!facts || concernsNobody || answered.isDryRun) return;
    const at = Temporal.Now.instant();
    const entry = disclosureEntry(answered, {
      at,
      requestId,
      facts,
      policyVersion: policyVersion(),
      policies: policiesFor(facts),
      operation,
    });
    await log.append(entry, until);
  };
}

import { GraphQLError } from 'graphql';
import { errorCodes } from '../../schema/error-codes.ts';
import type { AccessContext } from '../../schema/hub-context.ts';
import type { Policy } from '../../schema/policy/policy.ts';
import type { PolicyQuestion } from '../../schema/policy/policy-table.ts';
import type { CursorCodec } from '../../subgraphs/kit/cursor.ts';
import { hubAgency, type Approver } from '../break-glass/change-state.ts';
import type { EmergencyRegister } from '../break-glass/emergency-register.ts';
import type { BreachRegister } from '../breach/breach-register.ts';
import type { AgencyWatch } from '../observability/agency-watch.ts';
import type { PolicyHistory } from '../policy-history/policy-history.ts';
import type { RequestQuota } from '../quota/request-quota.ts';
import type { RightsRegister } from '../rights/rights-register.ts';
import type { ClientRegister } from '../identity/clients/client.ts';
import type { KeptEntries } from '../log/disclosure-log.ts';
import type { LateFacility } from '../report/late-facility.ts';
import type { ReportInputs } from '../report/make-report.ts';
import type { SuspensionRegister } from '../suspension/suspension-register.ts';
import type { DelayPeriod } from '../trust/ask-delays.ts';
import type { Classification } from './classification.ts';
import type { FieldNames } from './field-names.ts';
import type { ReportBook } from './report-book.ts';

/** The purpose of a request that states none. */
export const noPurpose = 'NONE';

/** Who calls the hub's own subgraph, as the gateway has proven it. */
export interface HubCaller {
  /** Absent for a caller about whom nothing is known. */
  readonly access?: AccessContext | undefined;
  /** Scopes of the token, as far as the client's file allows them. */
  readonly scopes: ReadonlySet<string>;
  /** The case as the caller names it in `hub-case`: the id of the claim, or its number. */
  readonly caseNamed?: string | undefined;
  /** Asks Health for them how promptly each facility sent; undefined where it does not say. */
  readonly delays?: (period: DelayPeriod) => Promise<readonly LateFacility[] | undefined>;
}

/** What the resolvers work with, the same for all calls. */
export interface HubSources {
  readonly policy: Policy;
  /** What each element of the graph is, as the gateway enforces it. */
  readonly classification: () => Classification;
  readonly emergencies: EmergencyRegister;
  readonly rights: RightsRegister;
  readonly breaches: BreachRegister;
  readonly cursors: CursorCodec;
  /** Absent where the log is not kept: then nobody can read it. */
  readonly kept: KeptEntries | undefined;
  /** The clients as they are now. */
  readonly clients: () => ClientRegister;
  /** The clients as their reviewed files have them. */
  readonly clientFiles: () => ClientRegister;
  readonly suspensions: SuspensionRegister;
  readonly agencies: AgencyWatch;
  readonly history: PolicyHistory;
  readonly quota: Pick<RequestQuota, 'used'>;
  readonly fields: FieldNames;
  /** The graph as it is served now. */
  readonly graph: () => ReportInputs['graph'];
}

/** Context value of the resolvers for one call. */
export interface HubScope extends HubSources {
  readonly caller: HubCaller;
  readonly report: ReportBook;
}

/** @throws GraphQLError `UNAUTHENTICATED`: nothing here is for somebody about whom nothing is known */
export function knownCaller({ caller }: HubScope): AccessContext {
  if (caller.access !== undefined) return caller.access;
  throw new GraphQLError(errorCodes.UNAUTHENTICATED.en, { extensions: { code: 'UNAUTHENTICATED' } });
}

/**
 * The caller's request as a question to the policy table. A purpose for which the caller is not known surely enough
 * counts as none (Decree 356/2025 art. 9), here as at every agency.
 */
export function questionOf(scope: HubScope): PolicyQuestion {
  const { role, purpose, assurance, day, reasonRecorded, breakGlass } = knownCaller(scope);
  const isHeld = assurance >= (scope.policy.purposes.get(purpose)?.minimumAssurance ?? Infinity);
  return { role, purpose: isHeld ? purpose : noPurpose, day, reasonRecorded, breakGlass };
}

/** The caller as one who takes part in an emergency access. */
export function partyOf(scope: HubScope): Approver {
  const { actor, citizen, client, role, organisation, assurance } = knownCaller(scope);
  return {
    actor,
    ...(citizen !== undefined && { citizen }),
    client,
    role,
    agency: scope.policy.roles.get(role)?.agency ?? 'unknown',
    ...(organisation !== undefined && { organisation }),
    scopes: scope.caller.scopes,
    assurance,
  };
}

/** Whether the caller is one of the hub's own officers: an auditor, the data-protection officer. */
export function isHubOfficer(scope: HubScope): boolean {
  return partyOf(scope).agency === hubAgency;
}

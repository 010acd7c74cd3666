import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { EmergencyAnswer, EmergencyUse } from '../../gateway/break-glass/honour-access.ts';
import { openEmergencyRegister } from '../../gateway/break-glass/emergency-register.ts';
import { loadBreachTerms } from '../../gateway/breach/breach.ts';
import { openBreachRegister } from '../../gateway/breach/breach-register.ts';
import { openRightsRegister } from '../../gateway/rights/rights-register.ts';
import { loadRightTerms } from '../../gateway/rights/rights-terms.ts';
import { loadSupergraph } from '../../gateway/federation/supergraph/load-supergraph.ts';
import { createAgencyWatch } from '../../gateway/observability/agency-watch.ts';
import { createRequestQuota } from '../../gateway/quota/request-quota.ts';
import { openSuspensionRegister } from '../../gateway/suspension/suspension-register.ts';
import { classificationOf } from '../../gateway/hub/classification.ts';
import type { HubCaller } from '../../gateway/hub/hub-scope.ts';
import { fieldNames } from '../../gateway/hub/field-names.ts';
import { createHubSubgraph } from '../../gateway/hub/hub-subgraph.ts';
import type { AccessContext, AccessReport } from '../../schema/hub-context.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { createCursorCodec } from '../../subgraphs/kit/cursor.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { approver, caseOf, noon, officer, terms } from './emergency.ts';

const supergraph = await readFile(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
const graph = loadSupergraph(supergraph);
const classification = classificationOf(graph);
const fields = fieldNames(graph);
const policy = await loadPolicy();

/** What came back, with what was reported beside it. */
export interface HubAnswer {
  readonly data: Readonly<Record<string, unknown>>;
  readonly codes: readonly unknown[];
  readonly report: AccessReport;
}

/** The hub's own subgraph over a store, with a clock that the test sets. */
export interface OpenHub {
  readonly clock: { now: Temporal.Instant };
  ask(caller: HubCaller, query: string, variables?: Readonly<Record<string, unknown>>): Promise<HubAnswer>;
  isOpen(id: string, use: EmergencyUse): Promise<EmergencyAnswer>;
  close(): Promise<void>;
}

/** Opens the hub over the store of a URI. */
export async function openHub(uri: string): Promise<OpenHub> {
  const clock = { now: noon };
  const store = await openStore({ uri });
  const emergencies = await openEmergencyRegister(store, terms, () => clock.now);
  const rights = await openRightsRegister(store, await loadRightTerms(policy.register), () => clock.now);
  const breaches = await openBreachRegister(store, await loadBreachTerms(policy.register), () => clock.now);
  const cursors = createCursorCodec(randomBytes(32));
  const hub = await createHubSubgraph({
    policy,
    classification: () => classification,
    emergencies,
    cursors,
    fields,
    rights,
    breaches,
    kept: undefined,
    graph: () => graph,
    clients: () => new Map(),
    clientFiles: () => new Map(),
    suspensions: await openSuspensionRegister(
      store,
      () => clock.now,
      () => {},
    ),
    agencies: createAgencyWatch(
      () => [],
      async () => true,
      () => clock.now,
    ),
    history: { list: async () => [], compare: async () => undefined },
    quota: createRequestQuota(),
  });
  return {
    clock,
    async ask(caller, query, variables = {}) {
      const { data, errors = [], extensions } = await hub.answer({ query, variables }, caller);
      return {
        data: JSON.parse(JSON.stringify(data ?? {})),
        codes: errors.map((error) => error.extensions?.['code']),
        report: extensions.access,
      };
    },
    isOpen: (id, use) => emergencies.isOpen(id, use),
    close: () => store.close(),
  };
}

function callerWith(access: AccessContext, scopes: readonly string[] = []): HubCaller {
  return { access, scopes: new Set(scopes) };
}

const officerAccess: AccessContext = {
  client: officer.client,
  actor: officer.actor,
  role: officer.role,
  organisation: 'VSS-001',
  citizen: 'citizen-officer-1',
  purpose: 'SI.CLAIM.DECIDE',
  assurance: 2,
  reasonRecorded: false,
  breakGlass: false,
  day: '2026-07-15',
  policyVersion: policy.table.version,
  relations: { case: caseOf },
};

/** Callers by what they do. Each request states one purpose, so that one person is several callers. */
export const callers = {
  nobody: { scopes: new Set<string>() },
  officer: callerWith(officerAccess),
  officerWithoutCase: callerWith({ ...officerAccess, relations: {} }),
  officerAboutOwn: callerWith({ ...officerAccess, purpose: 'AU.OWN', relations: {} }),
  officerWithoutPurpose: callerWith({ ...officerAccess, purpose: 'NONE' }),
  officerBadlyKnown: callerWith({ ...officerAccess, purpose: 'AU.OWN', assurance: 1 }),
  officerByNumber: { ...callerWith(officerAccess), caseNamed: 'BHXH-2026-000123' },
  officerWithScope: callerWith(officerAccess, [terms.approval.scope]),
  payer: callerWith({ ...officerAccess, role: 'VSS_PAYMENT_OFFICER', purpose: 'SI.CLAIM.PAY' }),
  approver: callerWith(
    {
      ...officerAccess,
      actor: approver.actor,
      citizen: 'citizen-officer-2',
      purpose: 'AU.OWN',
      relations: {},
    },
    [terms.approval.scope],
  ),
  colleague: callerWith({ ...officerAccess, actor: 'officer-3', citizen: 'c3', purpose: 'AU.OWN' }),
  elsewhere: callerWith(
    { ...officerAccess, actor: 'officer-4', citizen: 'c4', organisation: 'VSS-002', purpose: 'AU.OWN' },
    [terms.approval.scope],
  ),
  dataSubject: callerWith({
    ...officerAccess,
    client: 'vss-portal',
    actor: 'citizen-5',
    role: 'CITIZEN',
    citizen: 'c5',
    purpose: 'DS.RIGHTS',
    relations: {},
  }),
  auditor: callerWith({
    client: 'hub-audit',
    actor: 'auditor-1',
    role: 'AUDITOR',
    organisation: 'LIEN-THONG',
    purpose: 'AU.REVIEW',
    assurance: 3,
    reasonRecorded: false,
    breakGlass: false,
    day: '2026-07-15',
    policyVersion: policy.table.version,
    relations: {},
  }),
} as const satisfies Readonly<Record<string, HubCaller>>;

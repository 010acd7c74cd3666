import { createCursorCodec } from '../subgraphs/kit/cursor.ts';
import { judgeByPolicy, judgePublic } from './access/judge-data.ts';
import { judgeCaller, type PolicyRules } from './access/judge.ts';
import { admitToHub } from './admit-to-hub.ts';
import { createIntrospection } from './contract/introspection.ts';
import type { OnDenial } from './federation/answer-operation.ts';
import { createFederation, type Federation, type FederationOptions } from './federation/create-federation.ts';
import { circuitLine } from './federation/resilience/circuit-line.ts';
import { createSubgraphGuards } from './federation/resilience/guard-subgraphs.ts';
import type { SubgraphFault } from './federation/fetching/subgraph-fault.ts';
import { answerHub } from './hub/answer-hub.ts';
import { servedClassification } from './hub/classification.ts';
import { servedFieldNames } from './hub/field-names.ts';
import { createHubSubgraph } from './hub/hub-subgraph.ts';
import { openHubRegisters, type RegisterOptions } from './hub-registers.ts';
import type { Admit } from './http/admit.ts';
import type { CircuitStates } from './http/health-routes.ts';
import type { ReadyCheck } from './http/readiness.ts';
import type { RequestContext } from './http/request-context.ts';
import { answers, subgraphsAnswer } from './http/subgraphs-answer.ts';
import { createDeliverer } from './intake/deliver-file.ts';
import type { Intake } from './intake/intake-routes.ts';
import type { ClientRegister } from './identity/clients/client.ts';
import { registeredText } from './identity/clients/registered-text.ts';
import type { TokenVerifier } from './identity/token-verifier.ts';
import { defaultLimits, type Limits } from './limits/limits.ts';
import { decidingPolicies } from './log/deciding-policies.ts';
import type { DisclosureLog } from './log/disclosure-log.ts';
import { recordAnswers } from './log/record-answers.ts';
import { recordRefusals } from './log/record-refusals.ts';
import { createAgencyWatch, type AgencyWatch } from './observability/agency-watch.ts';
import { tracedWrite } from './observability/traced.ts';
import { createGatewayMetrics, type GatewayMetrics } from './observability/gateway-metrics.ts';
import { createHoldBack, firstToHold } from './quota/hold-back.ts';
import { createQuotas, type Quotas } from './quota/quotas.ts';
import { holdRestricted } from './rights/hold-restricted.ts';
import { overdueByAgency } from './rights/overdue-requests.ts';
import { loadRestrictable } from './rights/restrictable.ts';
import { noTrust, openAgencyTrust } from './trust/agency-trust.ts';
import type { ContextSigner } from './trust/context-signer.ts';

/** What a gateway that knows the policy is made of. */
export interface HubGatewayOptions extends RegisterOptions {
  /** The clients as their reviewed files have them now. */
  readonly clients: () => ClientRegister;
  readonly verifyToken: TokenVerifier;
  /** Whether operations that no client has registered are refused, as in production. */
  readonly registeredOnly: boolean;
  /** Signs what is sent to subgraphs; without it they are sent nothing that proves who asks. */
  readonly sign: ContextSigner | undefined;
  readonly log: DisclosureLog;
  /** 32 bytes that encrypt the gateway's own cursors; the same in all gateways. */
  readonly cursorKey: Uint8Array;
  /** What satisfies each policy of `@policy`; nothing if left out. */
  readonly rules?: PolicyRules;
  /** Counters of this process from nothing if left out. */
  readonly quotas?: Quotas | undefined;
  readonly onDenial?: OnDenial;
  /** `defaultLimits` if left out. */
  readonly limits?: Limits;
  readonly onFault: (fault: SubgraphFault) => void;
}

/** The parts of a server that serves the hub. */
export interface HubGateway {
  readonly federation: Federation;
  readonly admit: Admit;
  /** Left out where the gateway cannot prove itself to any agency. */
  readonly intake?: Intake;
  /** What must pass before it is ready to answer. */
  readonly readyChecks: Readonly<Record<string, ReadyCheck>>;
  /** Whether each subgraph is asked. */
  readonly circuits: CircuitStates;
  readonly metrics: GatewayMetrics;
  /** The clients as they are now, with those suspended that an operator has suspended. */
  readonly clients: () => ClientRegister;
  /** Notes what is served from now on. To be called before the first answer. */
  readonly begin: () => Promise<void>;
  /** Lets go of what is not the federation's. */
  readonly close: () => Promise<void>;
}

/**
 * The gateway of the hub: who asks is identified and admitted, each field is decided by the policy, relations are proven
 * by the agencies, fetches carry a signed context, and no answer leaves without a record.
 */
export async function createHubGateway(options: HubGatewayOptions): Promise<HubGateway> {
  const {
    policy,
    sign,
    rules = {},
    quotas = createQuotas(),
    limits = defaultLimits,
    alarm,
    onFault,
  } = options;
  const version = () => policy.table.version;
  const subgraphs = () => federation.subgraphs();
  const graph = () => federation.graph();
  const registers = await openHubRegisters(options);
  const clients = () => registers.suspensions.over(options.clients());
  const guards = createSubgraphGuards({
    limits: limits.subgraph,
    onCircuit: (subgraph, state) => alarm(circuitLine(subgraph, state)),
  });
  const metrics = createGatewayMetrics();
  metrics.overdue(() => overdueByAgency(registers.rights));
  metrics.lateNotices(registers.breaches.overdueNotices);
  metrics.watchSubgraphs(guards.health);
  const trust = sign
    ? openAgencyTrust(sign, { policy, subgraphs, graph, guards, heard: metrics.decidedOtherwise, alarm })
    : noTrust;
  const agencies = createAgencyWatch(subgraphs, answers, () => Temporal.Now.instant());
  const classification = servedClassification(graph);
  const hub = await createHubSubgraph({
    ...registers,
    policy,
    classification,
    cursors: createCursorCodec(options.cursorKey),
    kept: options.log.kept,
    graph,
    clients,
    clientFiles: options.clients,
    agencies,
    quota: quotas.requests,
    fields: servedFieldNames(graph),
  });
  const log = metrics.measured(options.log);
  const policiesFor = decidingPolicies(policy, classification);
  const record = recordAnswers(log, version, policiesFor);
  const federation: Federation = createFederation<RequestContext>({
    supergraphSdl: options.supergraphSdl,
    onDenial: options.onDenial,
    limits,
    guards,
    untilOf: ({ until }) => until,
    citizenOf: ({ facts }) => facts?.citizen,
    judgeFor: (index, { caller, facts }) =>
      judgeCaller(index, caller, rules, facts ? judgeByPolicy(policy, facts) : judgePublic),
    ...trust.fetches,
    canRecord: ({ until }) => log.check(until),
    isDryRun: ({ facts }) => facts?.dryRun ?? false,
    introspectionFor: createIntrospection(policy, clients),
    local: { [hub.name]: answerHub(hub, version, trust.delays) },
    holdBack: firstToHold(
      holdRestricted(
        registers.rights,
        await loadRestrictable({ ...policy.register, purposes: policy.purposes }),
      ),
      createHoldBack({ volume: quotas.subjects, clients, alarm }),
    ),
    record: (answered, operation, context) => {
      metrics.answer(context.facts?.purpose ?? 'NONE', answered);
      return tracedWrite(context.trace, () => record(answered, operation, context));
    },
    onReport: (report, { unshown }) => unshown?.add(report),
    ...watchFetches(metrics, agencies),
    onFault,
  });
  const refusals = recordRefusals(log, metrics.refusal, registeredText(clients));
  const door = {
    verifyToken: options.verifyToken,
    clients,
    rules: { purposes: policy.purposes, registeredOnly: options.registeredOnly },
    quota: quotas.requests,
    recordRefusal: refusals.record,
  };
  const deliverer =
    trust.files &&
    createDeliverer({ ...trust.files, subgraphs, guards, policyVersion: version, policiesFor, log, onFault });
  return {
    federation,
    admit: admitToHub({ ...door, emergencies: registers.emergencies, relations: trust.relations }),
    ...(deliverer && { intake: { ...door, deliver: deliverer.deliver } }),
    readyChecks: { subgraphs: subgraphsAnswer(subgraphs), log: (until: number) => log.check(until) },
    circuits: guards.circuits,
    metrics,
    clients,
    begin: registers.history.begin,
    async close() {
      registers.suspensions.close();
      await refusals.close();
      await deliverer?.close();
      await trust.close();
    },
  };
}

/** What is counted and traced on the way to an answer, and which agency was heard of. */
function watchFetches(
  metrics: Pick<GatewayMetrics, 'fetch'>,
  agencies: Pick<AgencyWatch, 'heard'>,
): Pick<FederationOptions<RequestContext>, 'onPlanned' | 'onFetch'> {
  return {
    onPlanned: (begun, { trace }) => trace?.step('plan', begun),
    onFetch(done, { trace }) {
      metrics.fetch(done);
      trace?.step('fetch', performance.now() - done.milliseconds, done);
      agencies.heard(done.failed ?? done.subgraph, done.fault !== 'SUBGRAPH_UNAVAILABLE');
    },
  };
}

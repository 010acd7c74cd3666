import type { PolicyTexts } from '../schema/policy/policy-files.ts';
import type { Policy } from '../schema/policy/policy.ts';
import { createCursorCodec } from '../subgraphs/kit/cursor.ts';
import type { Store } from '../subgraphs/kit/store/port.ts';
import { judgeByPolicy, judgePublic } from './access/judge-data.ts';
import { judgeCaller, type PolicyRules } from './access/judge.ts';
import { admitToHub } from './admit-to-hub.ts';
import { openEmergencyRegister } from './break-glass/emergency-register.ts';
import { loadEmergencyTerms } from './break-glass/emergency-terms.ts';
import { loadBreachTerms } from './breach/breach.ts';
import { openBreachRegister } from './breach/breach-register.ts';
import { createIntrospection } from './contract/introspection.ts';
import type { OnDenial } from './federation/answer-operation.ts';
import { createFederation, type Federation } from './federation/create-federation.ts';
import { circuitLine } from './federation/resilience/circuit-line.ts';
import { createSubgraphGuards } from './federation/resilience/guard-subgraphs.ts';
import type { SubgraphFault } from './federation/fetching/subgraph-fault.ts';
import { answerHub } from './hub/answer-hub.ts';
import { servedClassification } from './hub/classification.ts';
import { servedFieldNames } from './hub/field-names.ts';
import { createHubSubgraph } from './hub/hub-subgraph.ts';
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
import { createAgencyWatch } from './observability/agency-watch.ts';
import { tracedWrite, withTrace } from './observability/traced.ts';
import { createGatewayMetrics, type GatewayMetrics } from './observability/gateway-metrics.ts';
import { createHoldBack } from './quota/hold-back.ts';
import { openPolicyHistory } from './policy-history/policy-history.ts';
import { servedPolicy } from './policy-history/served-policy.ts';
import { createQuotas, type Quotas } from './quota/quotas.ts';
import { holdRestricted } from './rights/hold-restricted.ts';
import { overdueByAgency } from './rights/overdue-requests.ts';
import { loadRestrictable } from './rights/restrictable.ts';
import { openRightsRegister } from './rights/rights-register.ts';
import { loadRightTerms } from './rights/rights-terms.ts';
import { openSuspensionRegister } from './suspension/suspension-register.ts';
import { createAccessHeaders } from './trust/access-headers.ts';
import { createDelaysClient, untoldDelays } from './trust/ask-delays.ts';
import { createRelationClient, unprovenRelations } from './trust/ask-relations.ts';
import { createReplyChecks } from './trust/check-reply.ts';
import { createContextSessions } from './trust/context-sessions.ts';
import type { ContextSigner } from './trust/context-signer.ts';
import { createNeededRelations } from './trust/needed-relations.ts';
import { seeThrough } from './trust/see-through.ts';

/** What a gateway that knows the policy is made of. */
export interface HubGatewayOptions {
  readonly supergraphSdl: string;
  readonly policy: Policy;
  /** Of what it was made; read from the project if left out. */
  readonly policyTexts?: PolicyTexts;
  /** The clients as their reviewed files have them now. */
  readonly clients: () => ClientRegister;
  readonly verifyToken: TokenVerifier;
  /** Whether operations that no client has registered are refused, as in production. */
  readonly registeredOnly: boolean;
  /** Signs what is sent to subgraphs; without it they are sent nothing that proves who asks. */
  readonly sign: ContextSigner | undefined;
  readonly log: DisclosureLog;
  /** The gateway's own store, for emergency accesses; whoever opened it closes it. */
  readonly store: Store;
  /** 32 bytes that encrypt the gateway's own cursors; the same in all gateways. */
  readonly cursorKey: Uint8Array;
  /** What satisfies each policy of `@policy`; nothing if left out. */
  readonly rules?: PolicyRules;
  /** Counters of this process from nothing if left out. */
  readonly quotas?: Quotas | undefined;
  readonly onDenial?: OnDenial;
  /** `defaultLimits` if left out. */
  readonly limits?: Limits;
  /** Is told, in one line without any value, what a person should look into. */
  readonly alarm: (line: string) => void;
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
  const { policy, sign, rules = {}, quotas = createQuotas(), limits = defaultLimits } = options;
  const version = () => policy.table.version;
  const guards = createSubgraphGuards({
    limits: limits.subgraph,
    onCircuit: (subgraph, state) => options.alarm(circuitLine(subgraph, state)),
  });
  const subgraphs = () => federation.subgraphs();
  const sessions = sign && createContextSessions(sign, subgraphs);
  const reached = sessions && { subgraphs, sessions, guards };
  const clock = () => Temporal.Now.instant();
  const suspensions = await openSuspensionRegister(options.store, clock, options.alarm);
  const clients = () => suspensions.over(options.clients());
  const agencies = createAgencyWatch(subgraphs, answers, clock);
  const history = await openPolicyHistory(options.store, await servedPolicy(options), clock);
  const emergencies = await openEmergencyRegister(options.store, await loadEmergencyTerms(), clock);
  const rights = await openRightsRegister(options.store, await loadRightTerms(policy.register), clock);
  const breaches = await openBreachRegister(options.store, await loadBreachTerms(policy.register), clock);
  const restrictable = await loadRestrictable({ ...policy.register, purposes: policy.purposes });
  const classification = servedClassification(() => federation.graph());
  const hub = await createHubSubgraph({
    policy,
    classification,
    register: emergencies,
    rights,
    breaches,
    cursors: createCursorCodec(options.cursorKey),
    kept: options.log.kept,
    graph: () => federation.graph(),
    clients,
    clientFiles: options.clients,
    suspensions,
    agencies,
    history,
    quota: quotas.requests,
    fields: servedFieldNames(() => federation.graph()),
  });
  const metrics = createGatewayMetrics();
  metrics.overdue(() => overdueByAgency(rights));
  metrics.lateNotices(breaches.overdueNotices);
  metrics.watchSubgraphs(guards.health);
  const log = metrics.measured(options.log);
  const holdVolume = createHoldBack({ volume: quotas.subjects, clients, alarm: options.alarm });
  const holdOfPerson = holdRestricted(rights, restrictable);
  const policiesFor = decidingPolicies(policy, classification);
  const record = recordAnswers(log, version, policiesFor);
  const checks =
    reached &&
    createReplyChecks({ policy, agencies: reached, heard: metrics.decidedOtherwise, alarm: options.alarm });
  const delays = checks
    ? createDelaysClient(reached, (...told) => checks.reply(...told, federation.graph()))
    : untoldDelays;
  const federation: Federation = createFederation<RequestContext>({
    supergraphSdl: options.supergraphSdl,
    onDenial: options.onDenial,
    limits,
    guards,
    untilOf: ({ until }) => until,
    citizenOf: ({ facts }) => facts?.citizen,
    judgeFor: (index, { caller, facts }) =>
      judgeCaller(index, caller, rules, facts ? judgeByPolicy(policy, facts) : judgePublic),
    ...(checks && { refuses: checks.reply, changes: checks.changes }),
    canRecord: ({ until }) => log.check(until),
    ...(sessions && {
      headersFor: withTrace(
        createAccessHeaders(
          sessions,
          version,
          createNeededRelations(policy.table, () => federation.graph()),
        ),
      ),
      headersRefused: sessions.refused,
      seeThrough,
    }),
    isDryRun: ({ facts }) => facts?.dryRun ?? false,
    introspectionFor: createIntrospection(policy, clients),
    local: { [hub.name]: answerHub(hub, version, delays) },
    holdBack: async (answered, context) =>
      (await holdOfPerson(answered, context)) ?? holdVolume(answered, context),
    record: (answered, operation, context) => {
      metrics.answer(context.facts?.purpose ?? 'NONE', answered);
      return tracedWrite(context.trace, () => record(answered, operation, context));
    },
    onPlanned: (begun, { trace }) => trace?.step('plan', begun),
    onFetch: (done, { trace }) => {
      metrics.fetch(done);
      trace?.step('fetch', performance.now() - done.milliseconds, done);
      agencies.heard(done.failed ?? done.subgraph, done.fault !== 'SUBGRAPH_UNAVAILABLE');
    },
    onFault: options.onFault,
  });
  const relations = reached ? createRelationClient(reached, version) : unprovenRelations;
  const door = {
    verifyToken: options.verifyToken,
    clients,
    rules: { purposes: policy.purposes, registeredOnly: options.registeredOnly },
    quota: quotas.requests,
    recordRefusal: recordRefusals(log, metrics.refusal, registeredText(clients)),
  };
  const admit = admitToHub({ ...door, emergencies, relations });
  const deliverer =
    checks &&
    createDeliverer({
      subgraphs,
      guards,
      sessions,
      policyVersion: version,
      policiesFor,
      refuses: (name, reply, facts) => checks.report(name, reply, { facts }, federation.graph()),
      log,
      onFault: options.onFault,
    });
  const readyChecks = { subgraphs: subgraphsAnswer(subgraphs), log: (until: number) => log.check(until) };
  const closeAll = async () => {
    suspensions.close();
    await relations.close();
    await delays.close();
    await deliverer?.close();
    await checks?.close();
    await sessions?.close();
  };
  const intake = deliverer && { intake: { ...door, deliver: deliverer.deliver } };
  return {
    federation,
    admit,
    ...intake,
    readyChecks,
    circuits: guards.circuits,
    metrics,
    clients,
    begin: history.begin,
    close: closeAll,
  };
}

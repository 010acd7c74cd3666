import { judgeCaller, type PolicyRules } from '../access/judge.ts';
import { createFederation, type Federation } from '../federation/create-federation.ts';
import { circuitLine } from '../federation/resilience/circuit-line.ts';
import { createSubgraphGuards } from '../federation/resilience/guard-subgraphs.ts';
import type { Admit } from '../http/admit.ts';
import type { CircuitStates } from '../http/health-routes.ts';
import type { ReadyCheck } from '../http/readiness.ts';
import type { RequestContext } from '../http/request-context.ts';
import { subgraphsAnswer } from '../http/subgraphs-answer.ts';
import type { Intake } from '../intake/intake-routes.ts';
import { admitCaller } from '../identity/admit-caller.ts';
import type { ClientFolder } from '../identity/clients/client-folder.ts';
import type { TokenVerifier } from '../identity/token-verifier.ts';
import type { PolicyTexts } from '../../schema/policy/policy-files.ts';
import type { Policy } from '../../schema/policy/policy.ts';
import { createGatewayMetrics, type GatewayMetrics } from '../observability/gateway-metrics.ts';
import { withTrace } from '../observability/traced.ts';
import type { Quotas } from '../quota/quotas.ts';
import type { HubKey } from '../publication/hub-keys.ts';
import type { Webhooks } from '../webhooks/open-webhooks.ts';
import { Asker } from '../trust/asker.ts';
import type { ContextSigner } from '../trust/context-signer.ts';
import type { GatewayOptions } from './gateway-options.ts';
import type { TokenGate } from './files/token-trust.ts';
import type { ReadNamed } from '../cli/read-file.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';

/** A gateway that is ready to be served. */
export interface OpenGateway {
  readonly federation: Federation;
  /** Left out where everybody is anonymous. */
  readonly admit?: Admit;
  /** Left out where nothing is taken in. */
  readonly intake?: Intake | undefined;
  readonly metrics: GatewayMetrics;
  /** Whether each subgraph is asked. */
  readonly circuits: CircuitStates;
  /** What must pass before it is ready to answer. */
  readonly readyChecks: Readonly<Record<string, ReadyCheck>>;
  /** Reads the tokens of those who sign in to the console; left out where there can be none. */
  readonly verifyToken?: TokenVerifier;
  /** Tells clients' systems of events; left out where nobody is told. */
  readonly events?: Webhooks | undefined;
  /** The public keys of what the gateway signs for others than agencies. */
  readonly ownKeys?: () => Promise<readonly HubKey[]>;
  /** Notes what is served from now on. To be called before the first answer. */
  readonly begin: () => Promise<void>;
  /** Has this process record what is disclosed, in place of others of its name: to be called once it listens. */
  readonly takeOver?: () => void;
  /** Has it take that from no other of its name any more: to be called as soon as it is told to stop. */
  readonly leave?: () => void;
  /** Lets go of what is not the federation's. */
  readonly close: () => Promise<void>;
}

/** What decides over a supergraph that classifies its data. */
export interface Decision {
  readonly policy: Policy;
  /** Of what it was made. */
  readonly policyTexts: PolicyTexts;
  readonly clients: ClientFolder;
}

/** What was read out of the files that the options name. */
export interface GatewayInputs {
  readonly supergraphSdl: string;
  readonly signer: ContextSigner | undefined;
  readonly rules: PolicyRules;
  /** Where tokens are proven; left out where everybody is anonymous. */
  readonly gate: TokenGate | undefined;
  /** What decides over a supergraph that classifies its data; left out over any other. */
  readonly decides: Decision | undefined;
  /** Secret of cursors and sessions, the same in all gateways of the hub; made for this process if left out. */
  readonly cursorSecret: string | undefined;
  /** Reads the files of keys that sign. */
  readonly read: ReadNamed;
  /** Where requests and people are counted; in this process if left out. */
  readonly quotas?: Quotas | undefined;
  /** Is told as often as opening gets on. */
  readonly onProgress?: (() => void) | undefined;
  /** Is told a line about everything that the operator should know. */
  readonly tell: (line: string) => void;
}

/**
 * A gateway over any supergraph: it knows tokens and the standard directives, and no clients, purposes or agencies.
 *
 * @throws UsageError for a wrong option, Error for a supergraph that cannot be served
 */
export async function openGateway(
  { onDenial, isProduction, limits }: GatewayOptions,
  { supergraphSdl, signer, rules, gate, tell }: GatewayInputs,
): Promise<OpenGateway> {
  const metrics = createGatewayMetrics();
  const guards = createSubgraphGuards({
    limits: limits.subgraph,
    onCircuit: (subgraph, state) => tell(circuitLine(subgraph, state)),
  });
  metrics.watchSubgraphs(guards.health);
  const federation = createFederation<RequestContext>({
    supergraphSdl,
    onDenial,
    judgeFor: (index, { caller }) => judgeCaller(index, caller, rules),
    ...(signer && {
      headersFor: withTrace(({ subgraph, body, context }) =>
        signer({ subgraph, body, asker: new Asker(context.requestId) }),
      ),
    }),
    guards,
    limits,
    untilOf: ({ until }) => until,
    onPlanned: (begun, { trace }) => trace?.step('plan', begun),
    onFetch: (done, { trace }) => {
      metrics.fetch(done);
      trace?.step('fetch', performance.now() - done.milliseconds, done);
    },
    onFault: (fault) => tell(fault.message),
  });
  if (isProduction && !gate && federation.graph().access.guards) {
    await federation.stop();
    throw new UsageError(
      'The supergraph guards fields, and no issuer is named whose tokens would open them: give --issuers, or --jwks.',
    );
  }
  return {
    federation,
    ...(gate && { admit: admitCaller(gate.verify) }),
    metrics,
    circuits: guards.circuits,
    readyChecks: { subgraphs: subgraphsAnswer(federation.subgraphs) },
    begin: async () => {},
    close: async () => {},
  };
}

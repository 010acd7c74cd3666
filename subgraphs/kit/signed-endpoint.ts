import type { Registry } from 'prom-client';
import type { HubCall } from '../../schema/hub-context.ts';
import type { DecidingPolicy } from './access/judge.ts';
import type { Announce } from './events/agency-event.ts';
import type { Store } from './store/port.ts';

/** A call of the gateway to an endpoint, its context verified over the bytes of the body. */
export interface SignedCall {
  readonly call: HubCall;
  readonly body: Buffer;
  /** Media type of the body, as the caller of the gateway stated it. */
  readonly contentType: string;
}

/** What an endpoint answers, as JSON. */
export interface EndpointAnswer {
  readonly status: number;
  readonly body: object;
}

/** Something that an agency takes in beside GraphQL; like all of it, from the gateway alone. */
export interface SignedEndpoint {
  /** Without a leading slash; beside `graphql`. */
  readonly path: string;
  /** Most bytes of a body. */
  readonly bodyLimit: number;
  readonly answer: (call: SignedCall) => Promise<EndpointAnswer>;
}

/** What endpoints are made with. */
export interface EndpointGround {
  readonly store: Store;
  readonly policy: DecidingPolicy;
  readonly announce: Announce;
  /** Where it counts what it does. */
  readonly metrics: Registry;
  /** Whether keys and certificates that everybody knows are refused. */
  readonly isProduction: boolean;
}

import type { HubCall } from '../../../schema/hub-context.ts';

/** What tells a signed call from all others. */
export interface CallSignature {
  readonly id: string;
  /** Seconds since 1970. */
  readonly exp: number;
}

/** A call of the gateway that was proven to this process. */
export interface ProvenCall extends HubCall {
  /** Of a signed call, which other processes of the agency would accept too. That of a session is good at this process alone. */
  readonly signature?: CallSignature;
}

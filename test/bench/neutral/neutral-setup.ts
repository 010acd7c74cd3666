/** Which gateway is started over the library. */
export interface NeutralSetup {
  readonly gateway: NeutralGateway;
  readonly supergraphSdl: string;
  /** Folder in which `@graphql-hive/gateway` is installed, with `@graphql-hive/router-runtime` for its planner in Rust. */
  readonly hive?: string | undefined;
  /** Folder for the log, where one is kept. */
  readonly log?: string | undefined;
}

/**
 * `hive-router` is a program of its own (Rust), all others are started in Node. `protected` is ours with the token of each request verified, and with the proof of who asks that an agency of the hub
 * demands on each call; `logged` is the same with an entry in the log, durable before the answer leaves.
 */
export type NeutralGateway = 'plain' | 'hive' | 'hive-rust' | 'hive-router' | 'ours' | 'protected' | 'logged';

/** Which gateway is started over the library. */
export interface NeutralSetup {
  readonly gateway: NeutralGateway;
  readonly supergraphSdl: string;
  /** Folder in which `@graphql-hive/gateway` is installed, where that one is started. */
  readonly hive?: string | undefined;
}

/** `signed` is ours with the signed context that an agency of the hub demands of each call. */
export type NeutralGateway = 'plain' | 'hive' | 'ours' | 'signed';

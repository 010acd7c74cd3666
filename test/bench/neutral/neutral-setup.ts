/** Which gateway is started over the library. */
export interface NeutralSetup {
  readonly gateway: 'ours' | 'plain';
  readonly supergraphSdl: string;
}

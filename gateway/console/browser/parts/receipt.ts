/** Proof that a row is in the log: `gateway/log/FORMAT.md` says how it is checked. */
export interface Receipt {
  /** Null where the line also speaks of others. */
  readonly entry: string | null;
  /** Hash of the line, base64url. */
  readonly leaf: string | null;
  readonly sequence: number | null;
  /** Compact JWS over a head of the log. */
  readonly head: string | null;
  readonly proof: readonly string[] | null;
}

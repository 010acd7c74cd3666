/** The words that the policies may use, as `hub.cedarschema` lists them. Relations are those of `relation.ts`. */
export interface PolicyWords {
  /** With `ANONYMOUS`, a caller without a token. */
  readonly roles: readonly string[];
  /** With `NONE`, a request without one. */
  readonly purposes: readonly string[];
  readonly categories: readonly string[];
}

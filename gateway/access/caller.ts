import type { TokenClaims } from '../identity/token-claims.ts';

/** Who asks, as far as the standard directives look at it. */
export interface Caller {
  /** Whether a token was shown and proven. */
  readonly authenticated: boolean;
  readonly scopes: ReadonlySet<string>;
  /** Values of the token's `roles` claim. */
  readonly roles: ReadonlySet<string>;
  /** What the proven token says; absent where none was shown. */
  readonly claims?: TokenClaims;
}

/** Shows no token. */
export const anonymous: Caller = { authenticated: false, scopes: new Set(), roles: new Set() };

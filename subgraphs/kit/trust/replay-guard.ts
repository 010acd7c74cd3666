/** Remembers ids until they expire, so that each is accepted once. */
export interface ReplayGuard {
  /**
   * @param id the `jti` of a token
   * @param expiresAt seconds since 1970; after it the token is refused for its age, so the id can be forgotten
   * @returns false when the id was seen before
   */
  firstUse(id: string, expiresAt: number): boolean;
}

/** A guard in memory. Ids leave in the order of their arrival; all live equally long, so that is the order of expiry. */
export function createReplayGuard(now: () => number = () => Date.now() / 1000): ReplayGuard {
  const seen = new Map<string, number>();
  return {
    firstUse(id, expiresAt) {
      const time = now();
      for (const [oldest, expiry] of seen) {
        if (expiry >= time) break;
        seen.delete(oldest);
      }
      if (seen.has(id)) return false;
      seen.set(id, expiresAt);
      return true;
    },
  };
}

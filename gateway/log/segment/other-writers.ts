/** In milliseconds, by the clock of the process that looks. */
const times = {
  /** Who gave no sign of life for so long has ended. */
  silence: 10_000,
  /** So long after one fell, nobody who is new is believed to be better. */
  wary: 60_000,
} as const;

/** Most tokens that are remembered; one that is forgotten is given way to once more. */
const mostKnown = 100;

/** What is seen of whoever has a claim. */
export interface SeenClaim {
  /** Of this process and no other, not even of one with the same number on the same machine. */
  readonly token: string;
  /** Rises as long as that process lives. */
  readonly version: number;
  /** It ended in good order. */
  readonly isOver?: true;
  /** How often it was taken from one that had not ended in good order; never if left out. */
  readonly unended?: number;
}

/** What a process sees of others that have the claim instead of it: whether it gives way to them, or takes the claim again. */
export interface OtherWriters {
  /**
   * Why the one that has the claim is not given way to, in words; undefined where it is. It has ended: by its own word, or by its silence. Or
   * it came after one that fell: a version that begins again and again may have the claim once (decision 0207).
   */
  whyNot(seen: SeenClaim): string | undefined;
  /** Who could not be seen has not been silent. */
  couldNotLook(): void;
  /** The claim is this process's own, taken from whoever had it. */
  tookFrom(token: string | undefined): void;
  /** This process is about to end: from now on only one that has ended is not given way to (decision 0216). */
  leave(): void;
  /** Whether it was told so. */
  isLeaving(): boolean;
}

export function createOtherWriters(): OtherWriters {
  /** The last sign of life of the one that has the claim. */
  let last: (SeenClaim & { readonly since: number }) | undefined;
  let waryUntil = -Infinity;
  let isLeaving = false;
  /** Those that were given way to, or that had it taken from them: never again just for being new, or two that live would go on so. */
  const known = new Set<string>();

  function know(token: string): void {
    known.add(token);
    const [oldest] = known;
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
  }

  return {
    whyNot({ token, version, isOver, unended = 0 }) {
      const now = performance.now();
      if (last && unended > (last.unended ?? 0)) waryUntil = now + times.wary;
      if (last?.token !== token || last.version !== version) last = { token, version, unended, since: now };
      if (isOver || now - last.since > times.silence) return 'has ended';
      if (now < waryUntil && !known.has(token) && !isLeaving) {
        waryUntil = now + times.wary;
        return 'came right after one that fell';
      }
      know(token);
      return undefined;
    },
    couldNotLook() {
      last = last && { ...last, version: -1 };
    },
    tookFrom(token) {
      last = undefined;
      if (token !== undefined) know(token);
    },
    leave() {
      isLeaving = true;
    },
    isLeaving: () => isLeaving,
  };
}

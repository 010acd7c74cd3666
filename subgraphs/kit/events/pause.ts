/** A rest that can be ended early. */
export interface Pause {
  /** Ends after so many milliseconds, or at once when `end` was called since the last rest. */
  wait(milliseconds: number): Promise<void>;
  end(): void;
}

/** @returns a pause whose timer does not keep the process alive */
export function createPause(): Pause {
  let isEnded = false;
  let finish: (() => void) | undefined;
  return {
    async wait(milliseconds) {
      if (!isEnded) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, milliseconds).unref();
        finish = resolve;
        await promise;
        clearTimeout(timer);
        finish = undefined;
      }
      isEnded = false;
    },
    end() {
      isEnded = true;
      finish?.();
    },
  };
}

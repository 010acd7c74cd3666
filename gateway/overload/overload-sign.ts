/** Tells a short crowd from an overload by how long the queue has been without an end. */
export interface OverloadSign {
  /** Notes whether anybody waits now. */
  note(isWaiting: boolean): void;
  isOverload(): boolean;
}

/**
 * It begins when somebody has been waiting all the time for `after`, and ends when nobody has for as long: in an overload a
 * short queue is empty for a moment again and again.
 *
 * @param after milliseconds
 * @param now milliseconds of a clock that never goes back
 */
export function createOverloadSign(after: number, now: () => number): OverloadSign {
  let isWaiting = false;
  let since = now();
  let isOverload = false;
  const look = () => {
    if (isWaiting !== isOverload && now() - since > after) isOverload = isWaiting;
    return isOverload;
  };
  return {
    note(isWaitingNow) {
      look();
      if (isWaitingNow === isWaiting) return;
      isWaiting = isWaitingNow;
      since = now();
    },
    isOverload: look,
  };
}

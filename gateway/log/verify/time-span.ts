/** From one instant to another, RFC 3339. */
export interface TimeSpan {
  readonly from: string;
  readonly to: string;
}

/** So long entries may go on without a head, however often signing one is tried again; milliseconds. */
const longestUnsealed = 3_600_000;

/**
 * Whether entries without a head span more than it takes to sign one: a second after an entry, or when a crash is over. Without its heads a log
 * could be written anew by anybody.
 */
export function isLong(unsealed: TimeSpan | undefined): boolean {
  // What is no instant is no short time.
  return unsealed !== undefined && !(Date.parse(unsealed.to) - Date.parse(unsealed.from) <= longestUnsealed);
}

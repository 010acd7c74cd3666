/** How long and how often a delivery is tried. Times in milliseconds. */
export interface DeliveryTerms {
  /** Before the second attempt; doubled before each further one. */
  readonly firstDelay: number;
  readonly longestDelay: number;
  /** After so many it is a dead letter, which waits for an operator. */
  readonly attempts: number;
  /** How long one process has an attempt for itself: longer than an attempt can take. */
  readonly lease: number;
  /** How long an announced document may take to be stored before its event is void: longer than any write can take. */
  readonly grace: number;
}

const second = 1000;
const minute = 60 * second;

/**
 * Between agencies: at most five minutes apart for three days and a half, the longest closure of an office over a weekend
 * with a public holiday. The terms are ours, no law sets them.
 */
export const agencyTerms: DeliveryTerms = {
  firstDelay: second,
  longestDelay: 5 * minute,
  attempts: 1000,
  lease: 30 * second,
  grace: 10 * minute,
};

/** To a webhook of a client: at most four hours apart, for about three days. */
export const webhookTerms: DeliveryTerms = { ...agencyTerms, longestDelay: 240 * minute, attempts: 30 };

/**
 * How long to wait after an attempt that failed: exponential, of which a random half is jitter, so that what failed
 * together does not come back together.
 *
 * @param attempts made so far, 1 or more
 * @param random from 0 up to 1
 */
export function delayAfter(
  attempts: number,
  { firstDelay, longestDelay }: DeliveryTerms,
  random: number,
): number {
  const delay = Math.min(firstDelay * 2 ** (attempts - 1), longestDelay);
  return Math.round(delay / 2 + (delay / 2) * random);
}

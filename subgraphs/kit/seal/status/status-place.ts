import { randomInt } from 'node:crypto';

/** Seals of one list: those of a month, of a whole country. */
export const listSize = 2 ** 24;

/** Where the status of a seal stands. */
export interface Place {
  /** Month of the seal, `YYYY-MM`, UTC. */
  readonly list: string;
  readonly place: number;
}

/**
 * A place for a new seal, at random: a running number would tell how many documents an agency had before, and which two
 * were sealed one after the other.
 *
 * @param now seconds since 1970
 */
export function drawPlace(now: number): Place {
  return { list: listOf(now), place: randomInt(listSize) };
}

/** The list of seals of a moment, in seconds since 1970. */
export function listOf(moment: number): string {
  return new Date(moment * 1000).toISOString().slice(0, 7);
}

/** Names the status list of an agency's month: its `sub`, and the `uri` of the seals in it. */
export function statusUri(agency: string, list: string): string {
  return `https://lienthong.gov.vn/status/${agency}/${list}`;
}

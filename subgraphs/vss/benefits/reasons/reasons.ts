import type { Benefit, Reason } from './reason.ts';
import { reasonsOfDays } from './reasons-of-days.ts';
import { reasonsOfRights } from './reasons-of-rights.ts';

/**
 * Every reason for which a claim is refused or gets less than it asked for. A refusal is in writing and says why
 * (Law 41/2024/QH15 Art. 48(3), 62(3), 97(2)); the sentences tell nothing about a person.
 */
export const reasons = { ...reasonsOfDays, ...reasonsOfRights } as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof reasons;

/** A reason as it is told to who claims. */
export interface GivenReason {
  readonly code: ReasonCode;
  /** The article that says so of this benefit. */
  readonly article: string;
  readonly vi: string;
  readonly en: string;
}

/**
 * A reason as it is given for one benefit: with its article alone, and not with those of all the others.
 *
 * @param benefits the rule that was asked, and the scheme; of several the first that the reason knows counts
 */
export function givenFor(code: ReasonCode, benefits: readonly string[]): GivenReason {
  const { article, articleFor, vi, en }: Reason = reasons[code];
  const known = benefits.find((benefit): benefit is Benefit => Object.hasOwn(articleFor, benefit));
  return { code, article: (known && articleFor[known]) ?? article, vi, en };
}

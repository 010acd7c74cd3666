import type { Reason } from './reason.ts';
import { reasonsOfDays } from './reasons-of-days.ts';
import { reasonsOfRights } from './reasons-of-rights.ts';

/**
 * Every reason for which a claim is refused or gets less than it asked for. A refusal is in writing and says why
 * (Law 41/2024/QH15 Art. 48(3), 62(3), 97(2)); the sentences tell nothing about a person.
 */
export const reasons = { ...reasonsOfDays, ...reasonsOfRights } as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof reasons;

import { agencyEvent, type Announce } from '../../kit/events/agency-event.ts';
import type { Collection } from '../../kit/store/port.ts';
import { ConflictError } from '../../kit/store/store-errors.ts';
import type { MedicalDocumentRecord } from '../collections.ts';
import type { RuleCode } from './rules.ts';

/** Which paper is taken back, and why. */
export interface Withdrawal {
  readonly kind: string;
  readonly code: string;
  readonly reason: string;
}

/** What withdrawing works with. */
export interface WithdrawingTools {
  readonly papers: Collection<MedicalDocumentRecord>;
  readonly announce: Announce;
  /** RFC 3339. */
  readonly now: () => string;
}

const reasonLength = { least: 10, most: 500 } as const;

/**
 * Takes the latest edition of a paper of a facility back. The paper stays, with the reason; it proves nothing any more.
 * Doing it again changes nothing.
 *
 * @returns the paper, or the rule that is broken
 */
export async function withdrawPaper(
  { kind, code, reason }: Withdrawal,
  facilityCode: string,
  { papers, announce, now }: WithdrawingTools,
): Promise<MedicalDocumentRecord | RuleCode> {
  const stated = reason.trim();
  if (stated.length < reasonLength.least || stated.length > reasonLength.most) return 'REASON_MISSING';
  for (;;) {
    const range = { index: 'byCode', equals: [facilityCode, kind, code], limit: 1, order: 'desc' } as const;
    const [latest] = await papers.find(range);
    if (!latest) return 'PAPER_UNKNOWN';
    const at = now();
    try {
      const withdrawn =
        latest.status === 'WITHDRAWN'
          ? latest
          : await papers.replace({
              ...latest,
              status: 'WITHDRAWN',
              withdrawal: { at, reason: stated },
              updatedAt: at,
            });
      const document = { agency: 'health', kind: latest.kind, id: latest.id, version: latest.edition };
      await announce(
        agencyEvent(
          'health.paper.withdrawn',
          document,
          Temporal.Instant.from(withdrawn.withdrawal?.at ?? at),
        ),
      );
      return withdrawn;
    } catch (error) {
      // It was corrected at the same moment: the correction is what is to be withdrawn.
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}

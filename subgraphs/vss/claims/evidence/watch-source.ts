import { instantText } from '../../../../schema/calendar/instant-text.ts';
import type { EvidencePart, EvidenceQuestion, EvidenceSource } from './evidence-source.ts';

/** A source of which is known when its holders answered last, whoever's claim it was about. */
export interface WatchedSource extends EvidenceSource {
  /** When the holder of this part last answered, RFC 3339 in milliseconds; undefined before it did, in this process. */
  answeredAt(part: EvidencePart): string | undefined;
}

/** Notes who answers, so that whatever waits for them can be asked again at once. */
export function watchSource(source: EvidenceSource, now: () => Temporal.Instant): WatchedSource {
  const answered = new Map<EvidencePart, string>();
  return {
    async findKinship(question) {
      const found = await source.findKinship(question);
      if (found !== 'AWAY') answered.set('PERSON', instantText(now()));
      return found;
    },
    async gather(question) {
      const gathered = await source.gather(question);
      const at = instantText(now());
      for (const part of partsAsked(question)) if (!gathered.away.includes(part)) answered.set(part, at);
      return gathered;
    },
    answeredAt: (part) => answered.get(part),
  };
}

function partsAsked({ needsBirths }: EvidenceQuestion): readonly EvidencePart[] {
  return needsBirths ? ['PERSON', 'PAPERS', 'BIRTHS'] : ['PERSON', 'PAPERS'];
}

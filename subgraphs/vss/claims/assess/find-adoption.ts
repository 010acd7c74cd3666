import type { ClaimBasis, Finding } from './claim-basis.ts';
import { judgePapers, missing } from './judge-papers.ts';
import { salariesBefore } from './own-records.ts';
import { paidOnce } from './paid-once.ts';
import { doubtsAboutChild, doubtsAboutClaimant } from './people-facts.ts';
import { birthPapersAmong } from './same-birth.ts';

/**
 * The facts of an adoption (Law 41/2024/QH15 Art. 56). The record of the handover is no shared document: its day is the
 * claimant's word, so that an officer always looks at it.
 */
export function findAdoption(basis: ClaimBasis): Finding {
  const { asked, own, gathered } = basis;
  const { usable, evidence } = judgePapers(gathered.births, () => 'BIRTH', basis.defective);
  const registration = usable.find(({ type }) => type === 'BirthRegistration');
  const childBorn = registration?.bornOn ?? gathered.child?.bornOn;
  if (childBorn === undefined || gathered.away.length > 0) {
    return {
      kind: 'WAITS',
      evidence: evidence.length > 0 ? evidence : [missing('BIRTH', 'BIRTHS', gathered.away)],
    };
  }
  const relied = registration ? [registration] : [];
  const received = Temporal.PlainDate.from(asked.leaveFrom);
  const once = paidOnce(
    {
      kind: 'ADOPTION',
      childBorn,
      received: asked.leaveFrom,
      otherParentPaid: false,
      salaries: salariesBefore(own.contributions, 'COMPULSORY', received),
    },
    { ...asked, birthPapers: birthPapersAmong(relied) },
    own,
  );
  return {
    kind: 'FACTS',
    event: 'ADOPTION',
    childId: asked.childId,
    relied,
    evidence,
    doubts: [
      'HANDOVER_BY_WORD_ONLY',
      ...once.doubts,
      ...doubtsAboutClaimant(basis),
      ...doubtsAboutChild(basis),
    ],
    facts: once.facts,
  };
}

import { daysOf } from '../../../../schema/calendar/working-days.ts';
import type { ClaimEvidence, ClaimRecord } from '../../collections.ts';
import type { MedicalPaper, ProvenDays } from '../evidence/evidence-source.ts';
import type { AskedBenefit, ClaimBasis } from './claim-basis.ts';
import { judgePapers, missing, type JudgedPapers } from './judge-papers.ts';
import { isPending, wasGranted, type OwnRecords } from './own-records.ts';
import type { Doubt } from './stored-assessment.ts';

/** First and last day, ISO 8601. */
export interface IsoSpan {
  readonly from: string;
  readonly to: string;
}

const day = (text: string) => Temporal.PlainDate.from(text);

/** The papers of a leave in the list of evidence, and those that count. */
export function judgeLeavePapers({ gathered, asked, defective }: ClaimBasis): JudgedPapers<MedicalPaper> {
  const touching = gathered.papers.filter(({ days }) =>
    days.some(({ from, to }) => from <= asked.leaveTo && asked.leaveFrom <= to),
  );
  const judged = judgePapers(touching, roleOf, defective);
  if (judged.usable.length > 0) return judged;
  const isUnknown = gathered.away.includes('PAPERS') || judged.evidence.length === 0;
  return {
    usable: [],
    evidence: isUnknown
      ? [...judged.evidence, missing('OUTPATIENT_LEAVE', 'PAPERS', gathered.away)]
      : judged.evidence,
  };
}

function roleOf({ type }: MedicalPaper): ClaimEvidence['role'] {
  switch (type) {
    case 'SickLeaveCertificate':
      return 'OUTPATIENT_LEAVE';
    case 'TransferPaper':
      return 'TRANSFER';
    case 'MedicalDeathNotice':
      return 'DEATH';
    case 'PregnancyRestCertificate':
      return 'PREGNANCY_REST';
    default:
      return 'INPATIENT_STAY';
  }
}

/** The parts of a leave that papers prove, each day once, in order. */
export function coveredSpans(
  { leaveFrom, leaveTo }: AskedBenefit,
  papers: readonly MedicalPaper[],
): readonly IsoSpan[] {
  const spans = papers
    .flatMap(({ days }) => days)
    .map(({ from, to }) => ({
      from: from < leaveFrom ? leaveFrom : from,
      to: to > leaveTo ? leaveTo : to,
    }))
    .filter(({ from, to }) => from <= to)
    .toSorted((one, other) => (one.from < other.from ? -1 : 1));
  const joined: IsoSpan[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && span.from <= dayAfter(last.to)) {
      joined[joined.length - 1] = { from: last.from, to: span.to > last.to ? span.to : last.to };
    } else joined.push(span);
  }
  return joined;
}

/** What the machine doubts about a leave: days without a paper, a stay that nothing says went on. */
export function doubtsAboutLeave(
  { leaveFrom, leaveTo }: AskedBenefit,
  spans: readonly IsoSpan[],
  papers: readonly MedicalPaper[],
): readonly Doubt[] {
  const whole = spans.length === 1 && spans[0]?.from === leaveFrom && spans[0].to === leaveTo;
  return [
    ...(whole ? [] : (['LEAVE_NOT_COVERED'] as const)),
    ...(papers.every(({ withinLeaveCap }) => withinLeaveCap) ? [] : (['LEAVE_LONGER_THAN_CAP'] as const)),
    ...(staysGoOn(papers) ? [] : (['STAY_INTERRUPTED'] as const)),
  ];
}

/** A stay that goes on in another hospital rests on the transfer paper of the first (Law 41/2024/QH15 Art. 47(1)). */
function staysGoOn(papers: readonly MedicalPaper[]): boolean {
  const stays = papers
    .flatMap((paper) => paper.days.filter(isStay).map((days) => ({ ...days, paper })))
    .toSorted((one, other) => (one.from < other.from ? -1 : 1));
  return stays.every(({ from, paper }, index) => {
    const before = stays[index - 1];
    if (!before || before.paper.issuer === paper.issuer || from > dayAfter(before.to)) return true;
    return [before.paper, paper].some(({ type }) => type === 'TransferPaper');
  });
}

function isStay({ kind }: ProvenDays): boolean {
  return kind === 'STAY';
}

/** Days of a leave that other claims were granted (Art. 42(2)(d)), and whether others that are pending ask for them too. */
export function overlapsOf(
  { leaveFrom, leaveTo, id }: AskedBenefit,
  { otherClaims }: OwnRecords,
): { readonly otherLeave: readonly string[]; readonly doubts: readonly Doubt[] } {
  const overlapping = otherClaims.filter(
    (claim) => claim.id !== id && claim.leaveFrom <= leaveTo && leaveFrom <= claim.leaveTo,
  );
  const granted = overlapping
    .filter(wasGranted)
    .flatMap((claim: ClaimRecord) =>
      daysOf({ from: day(claim.leaveFrom), to: day(claim.leaveTo) }).map(String),
    );
  const otherLeave = [...new Set(granted)].filter((each) => leaveFrom <= each && each <= leaveTo).toSorted();
  return { otherLeave, doubts: overlapping.some(isPending) ? ['OTHER_CLAIM_OVERLAPS'] : [] };
}

function dayAfter(text: string): string {
  return day(text).add({ days: 1 }).toString();
}

/** The employer's days of rest, where they are known. */
export function weeklyRestOf({ weeklyRest }: AskedBenefit) {
  return weeklyRest === undefined ? {} : { weeklyRest };
}

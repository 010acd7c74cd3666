import { instantText } from '../../../../schema/calendar/instant-text.ts';
import { refuse, type Assessment } from '../../benefits/assessment.ts';
import type { Line, LineKind } from '../../benefits/line.ts';
import { NotInForceError } from '../../benefits/parameters/dated.ts';
import type { OpenQuestion } from '../../benefits/parameters/open-questions.ts';
import { reasons, type ReasonCode } from '../../benefits/reasons/reasons.ts';
import type { BenefitLine, EvidenceDocumentType } from '../../collections.ts';
import { applyRules } from './apply-rules.ts';
import type { RuleFacts } from './rule-facts.ts';

/** A paper that an assessment rests on: which one, in which version, with the digest of what was read of it. */
export interface ReliedOnPaper {
  readonly type: EvidenceDocumentType;
  readonly id: string;
  readonly version: number;
  readonly digest: string;
}

/** What the law gives for a claim, kept with all that it rests on. */
export interface StoredAssessment {
  readonly assessedAt: string;
  readonly facts: RuleFacts;
  readonly papers: readonly ReliedOnPaper[];
  readonly outcome: 'APPROVED' | 'PARTIAL' | 'REFUSED';
  readonly reasons: readonly ReasonCode[];
  readonly amount: number;
  readonly paidDays: number;
  /** Days of the yearly quota of sick days that it takes, by year; of other benefits undefined. */
  readonly quotaDays?: Readonly<Record<string, number>>;
  readonly lines: readonly BenefitLine[];
  /** Questions that the law leaves open, on whose answer the result rests. */
  readonly reliedOn: readonly OpenQuestion[];
  /** What an officer has to look at before deciding; a claim with any of it is no plain case. */
  readonly doubts: readonly Doubt[];
}

/** What the machine found that it does not decide on. */
export type Doubt =
  | 'CLAIMANT_DIED'
  | 'CHILD_DIED'
  | 'FAMILY_RELATION_NOT_PROVEN'
  | 'LEAVE_NOT_COVERED'
  | 'STAY_INTERRUPTED'
  | 'OTHER_CLAIM_OVERLAPS'
  | 'OTHER_PARENT_CLAIMS'
  | 'BIRTH_RECORDS_DIFFER'
  | 'BIRTH_DETAILS_UNKNOWN'
  | 'LATE_FILING'
  | 'LEAVE_LONGER_THAN_CAP'
  | 'EARLIER_FILE_INCOMPLETE'
  | 'HANDOVER_BY_WORD_ONLY'
  | 'RECORDED_BY_OFFICER';

const titles: Readonly<Record<LineKind, string>> = {
  SICKNESS: 'Trợ cấp ốm đau',
  LONG_TERM_SICKNESS: 'Trợ cấp ốm đau bệnh dài ngày',
  SICK_CHILD: 'Trợ cấp chăm sóc con ốm',
  CONVALESCENCE: 'Trợ cấp dưỡng sức, phục hồi sức khỏe',
  PRENATAL_VISIT: 'Trợ cấp khám thai',
  PREGNANCY_LOSS: 'Trợ cấp khi sẩy thai, phá thai, thai chết',
  MATERNITY_LEAVE: 'Trợ cấp thai sản',
  PATERNITY_LEAVE: 'Trợ cấp lao động nam có vợ sinh con',
  CONTRACEPTION: 'Trợ cấp khi thực hiện biện pháp tránh thai',
  LUMP_SUM: 'Trợ cấp một lần khi sinh con, nhận nuôi con nuôi',
  VOLUNTARY_MATERNITY: 'Trợ cấp thai sản tự nguyện',
};

/** Assesses facts, and keeps what the result rests on. */
export function assessFacts(
  facts: RuleFacts,
  { papers, doubts }: Pick<StoredAssessment, 'papers' | 'doubts'>,
  at: Temporal.Instant,
): StoredAssessment {
  const { eligible, amount, days, lines, reasons: codes, reliedOn, workings } = assessedByLaw(facts);
  return {
    assessedAt: instantText(at),
    facts,
    papers,
    outcome: outcomeOf({ eligible, reasons: codes }),
    reasons: codes,
    amount,
    paidDays: days ?? 0,
    ...(facts.kind === 'SICKNESS' && eligible && { quotaDays: quotaDaysOf(facts.used, workings) }),
    lines: lines.map(storedLine),
    reliedOn,
    doubts,
  };
}

/** An event before the law of these rules is no error: an officer tells the claimant where it is decided. */
function assessedByLaw(facts: RuleFacts): Assessment {
  try {
    return applyRules(facts);
  } catch (error) {
    if (error instanceof NotInForceError) return refuse('OLDER_LAW', { days: 0 });
    throw error;
  }
}

/** What a limit takes away makes the outcome partial; what is merely asked for does not. */
function outcomeOf({ eligible, reasons: codes }: Pick<Assessment, 'eligible' | 'reasons'>) {
  if (!eligible) return 'REFUSED';
  return codes.some((code) => reasons[code].effect !== 'ASKS') ? 'PARTIAL' : 'APPROVED';
}

/** Of the working days of each year, those that were left of its quota. */
function quotaDaysOf(
  used: Readonly<Record<string, number>>,
  workings: Assessment['workings'],
): Readonly<Record<string, number>> {
  const quota = Number(workings['quotaDays'] ?? 0);
  return Object.fromEntries(
    Object.entries(workings).flatMap(([name, days]) => {
      const year = /^workingDays(\d{4})$/.exec(name)?.[1];
      return year === undefined
        ? []
        : [[year, Math.min(Number(days), Math.max(0, quota - (used[year] ?? 0)))]];
    }),
  );
}

/** A line of the rules as the graph shows it. Months and odd days of one line stay one amount: it was rounded once. */
function storedLine({
  kind,
  base,
  ratePercent,
  divisor,
  amount,
  articles,
  months = 0,
  days = 0,
  children = 0,
}: Line): BenefitLine {
  const isMonthly = months > 0;
  return {
    title: titles[kind],
    quantity: isMonthly ? months + days / divisor : days + children,
    unit: isMonthly ? 'MONTH' : children > 0 ? 'CHILD' : 'DAY',
    base: Math.round(base.total / base.months),
    rate: ratePercent / 100,
    divisor: isMonthly ? 1 : divisor,
    amount,
    article: articles.join('; '),
  };
}

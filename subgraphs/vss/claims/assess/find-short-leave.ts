import type { MedicalPaper } from '../evidence/evidence-source.ts';
import { recorded, type ClaimBasis, type Finding } from './claim-basis.ts';
import { coveredSpans, doubtsAboutLeave, judgeLeavePapers, overlapsOf, weeklyRestOf } from './leave-facts.ts';
import { salariesBefore, wasInsured } from './own-records.ts';
import { doubtsAboutClaimant } from './people-facts.ts';

/** First week of each band in which a facility records a loss. */
const firstWeek: Readonly<Record<NonNullable<MedicalPaper['lossBand']>, number>> = {
  UNDER_5_WEEKS: 0,
  FROM_5_TO_12_WEEKS: 5,
  FROM_13_TO_21_WEEKS: 13,
  FROM_22_WEEKS: 22,
};

/** Days in which one pregnancy has its visits; longer than any lasts. */
const pregnancyDays = 300;

/**
 * The facts of a loss of pregnancy or a prenatal visit (Law 41/2024/QH15 Art. 51, 52). Which of them it is, the papers
 * say: nobody is asked to write it down.
 */
export function findShortLeave(basis: ClaimBasis): Finding {
  const { asked, own, gathered } = basis;
  const { usable, evidence } = judgeLeavePapers(basis);
  if (usable.length === 0 || gathered.away.length > 0) return { kind: 'WAITS', evidence };
  const spans = coveredSpans(asked, usable);
  const first = spans[0];
  const last = spans.at(-1);
  if (first === undefined || last === undefined) return { kind: 'WAITS', evidence };
  const on = Temporal.PlainDate.from(first.from);
  const salaries = salariesBefore(own.contributions, 'COMPULSORY', on);
  const doubts = [
    ...doubtsAboutLeave(asked, spans, usable),
    ...doubtsAboutClaimant(basis),
    ...overlapsOf(asked, own).doubts,
  ];
  const found = { kind: 'FACTS', relied: usable, evidence, doubts } as const;
  if (salaries.length === 0 || !wasInsured(own, first.from)) {
    return { ...found, event: 'PRENATAL_VISIT', facts: { kind: 'NOT_INSURED' } };
  }
  const band = usable.find(({ lossBand }) => lossBand !== undefined)?.lossBand;
  if (band !== undefined) {
    const days = spans.reduce((sum, { from, to }) => sum + calendarDays(from, to), 0);
    const weeks = firstWeek[band];
    const facts = {
      kind: 'PREGNANCY_LOSS',
      on: first.from,
      weeks,
      days,
      pregnancyRest: false,
      ...(recorded(basis, 'INFERTILITY_TREATED') && ({ infertility: true } as const)),
      salaries,
    } as const;
    return { ...found, event: 'PREGNANCY_LOSS', facts };
  }
  const since = on.subtract({ days: pregnancyDays }).toString();
  const visits = own.otherClaims.filter(
    ({ id, event, leaveFrom, decision }) =>
      id !== asked.id &&
      event === 'PRENATAL_VISIT' &&
      since <= leaveFrom &&
      leaveFrom < first.from &&
      (decision?.amount ?? 0) > 0,
  );
  const facts = {
    kind: 'PRENATAL_VISIT',
    from: first.from,
    to: last.to,
    visit: visits.length + 1,
    salaries,
    ...weeklyRestOf(asked),
  } as const;
  return { ...found, event: 'PRENATAL_VISIT', facts };
}

function calendarDays(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days + 1;
}

import type {
  ClaimRecord,
  ContributionRecord,
  EmployerRecord,
  InsuredPersonRecord,
} from '../../subgraphs/vss/collections.ts';
import { instantAt, isoDay, monthStart, type Day } from './calendar.ts';
import { officeOf } from './claim-progress.ts';
import { monthsFrom, type Career } from './employment.ts';
import { EMPLOYERS } from './employers.ts';
import { healthCardOf } from './health-card.ts';
import { recordIdOf } from './pseudonyms.ts';

/** Every employer of the world as VSS stores it. */
export function employerRecords(): readonly EmployerRecord[] {
  return EMPLOYERS.map(({ code, name, taxCode, sector }) => ({
    id: code,
    version: 1,
    name,
    taxCode,
    sector,
  }));
}

/** A participant as VSS stores him or her, with the sick days that decided claims have paid. */
export function insuredPersonRecord(
  career: Career,
  claims: readonly ClaimRecord[],
  asOf: Day,
): InsuredPersonRecord {
  const { person, siNumber, status, spells } = career;
  const first = spells[0];
  const last = spells.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('a career has at least one spell');
  const healthCard = healthCardOf(career, asOf);
  const province = last.employer?.provinceCode ?? person.address.provinceCode;
  return {
    id: person.citizenId,
    version: 1,
    siNumber,
    status,
    scheme: last.scheme,
    office: officeOf(province),
    firstMonth: isoDay(first.from),
    totalMonths: spells.reduce((sum, { from, to }) => sum + monthsFrom(from, to), 0),
    ...(healthCard && { healthCard }),
    ...(last.employer && { employerId: last.employer.code }),
    sicknessDaysPaid: sicknessDaysPaid(person.citizenId, claims),
    updatedAt: instantAt(monthStart(asOf), 8 * 60),
  };
}

/** The lines of a social insurance book. */
export function contributionRecords(career: Career): readonly ContributionRecord[] {
  const { citizenId } = career.person;
  return career.spells.map(({ from, to, scheme, salaryBase, conditions, employer }) => ({
    id: recordIdOf('contribution', `${citizenId}/${from}`),
    version: 1,
    citizenId,
    from: isoDay(from),
    to: isoDay(to),
    scheme,
    salaryBase,
    workingConditions: conditions,
    ...(employer && { employerId: employer.code }),
  }));
}

function sicknessDaysPaid(
  citizenId: string,
  claims: readonly ClaimRecord[],
): Readonly<Record<string, number>> {
  const days: Record<string, number> = {};
  for (const { claimantId, event, leaveFrom, decision } of claims) {
    const own = event === 'OWN_ILLNESS' || event === 'LONG_TERM_ILLNESS';
    if (claimantId !== citizenId || !own || decision === undefined || decision.paidDays === 0) continue;
    const year = leaveFrom.slice(0, 4);
    days[year] = (days[year] ?? 0) + decision.paidDays;
  }
  return days;
}

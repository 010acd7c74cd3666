import type { Assessment } from '../assessment.ts';
import type { ChildAge } from '../child-age.ts';
import type { SalaryFacts } from '../contribution-base.ts';
import { assessSickChild, type SickChild } from '../sick-child.ts';
import { sickDaysQuota } from '../sick-days-quota.ts';
import { assessSickness, type Exclusion } from '../sickness.ts';
import type { InputReader } from './input-reader.ts';
import { readCountedLeave, readDatedLeave, readLeave, readSpans, readUsed, spanOf } from './read-leave.ts';

const conditions = ['NORMAL', 'HAZARDOUS', 'SPECIAL_DIFFICULT_AREA'] as const;
/** All but the first are those of Law 41/2024/QH15 Art. 2(1)(d). */
const categories = ['ORDINARY', 'ARMED_FORCES', 'MILITARY', 'SOLDIER', 'POLICE', 'CIPHER'] as const;

/** The causes that the law excludes, and those that it insures (Law 41/2024/QH15 Art. 42(1), (2)). */
const causes = {
  ILLNESS: undefined,
  ACCIDENT: undefined,
  COMMUTING_ACCIDENT: undefined,
  OCCUPATIONAL_RELAPSE: undefined,
  ORGAN_DONATION: undefined,
  ALCOHOL: undefined,
  SELF_INFLICTED: 'EXCLUDED_SELF_INFLICTED',
  DRUG_USE: 'EXCLUDED_DRUG_USE',
  DRUGS: 'EXCLUDED_DRUG_USE',
  OCCUPATIONAL_ACCIDENT_FIRST_LEAVE: 'EXCLUDED_OCCUPATIONAL_FIRST_LEAVE',
  OCCUPATIONAL_DISEASE_FIRST_LEAVE: 'EXCLUDED_OCCUPATIONAL_FIRST_LEAVE',
} as const satisfies Record<string, Exclusion | undefined>;

/** A case of one's own sickness. */
export function sicknessCase(inputs: InputReader, asOf: Temporal.PlainDate, longTerm: boolean): Assessment {
  const on = startOf(inputs, asOf);
  const category = inputs.word('insuredCategory', categories) ?? 'ORDINARY';
  const cause = inputs.word('cause', Object.keys(causes) as readonly (keyof typeof causes)[]);
  return assessSickness({
    on,
    exclusion: cause === undefined ? undefined : causes[cause],
    armedForces: category !== 'ORDINARY',
    longTermDisease: inputs.flag('longTermDisease') ?? longTerm,
    contributionYears: inputs.measure('contributionYears') ?? 0,
    conditions: inputs.word('workingConditions', conditions) ?? 'NORMAL',
    leave: readLeave(inputs, on),
    used: readUsed(inputs, on.year),
    salary: readSalary(inputs, on),
  });
}

/** A case of a sick child, or of several at once. */
export function sickChildCase(inputs: InputReader, asOf: Temporal.PlainDate): Assessment {
  const on = startOf(inputs, asOf);
  const dated = readDatedLeave(inputs);
  const several = inputs.list('children', (entry) => {
    return readChild(entry.need(entry.object('entry'), 'a child'), inputs, on.year);
  });
  return assessSickChild({
    on,
    children: several ?? [readChild(inputs, inputs, on.year)],
    leave: dated ?? { counted: readCountedLeave(inputs, on) },
    salary: readSalary(inputs, on),
  });
}

/** A case that asks for the days of a year alone. */
export function quotaCase(inputs: InputReader, asOf: Temporal.PlainDate): { days: number; article: string } {
  return sickDaysQuota({
    on: asOf,
    contributionYears: inputs.need(inputs.measure('contributionYears'), 'contributionYears'),
    conditions: inputs.word('workingConditions', conditions) ?? 'NORMAL',
  });
}

function readChild(child: InputReader, all: InputReader, year: number): SickChild {
  const from = child.date('sickFrom');
  const to = child.date('sickTo');
  const ownUsed = child.keys().some((key) => key.startsWith('usedQuotaDays'));
  return {
    age: readAge(child),
    ill: from === undefined || to === undefined ? undefined : spanOf(child, 'sickTo', from, to),
    used: readUsed(ownUsed ? child : all, year),
  };
}

function readAge(child: InputReader): ChildAge {
  const born = child.date('childBirthDate') ?? child.date('birthDate');
  if (born !== undefined) return { born };
  const years = child.measure('childAgeYears') ?? child.measure('ageYears');
  return { years: child.need(years, 'childBirthDate', 'childAgeYears') };
}

/** The first day of the leave: the rules of that day decide. */
function startOf(inputs: InputReader, asOf: Temporal.PlainDate): Temporal.PlainDate {
  const starts = readSpans(inputs)?.map(({ from }) => from) ?? [];
  return starts.toSorted(Temporal.PlainDate.compare)[0] ?? inputs.date('leaveStart') ?? asOf;
}

/** Art. 45(1)(b): the salary of the first month, or of that of a return, is the base of a leave in that month alone. */
function readSalary(inputs: InputReader, on: Temporal.PlainDate): SalaryFacts {
  const leaveMonth = on.toPlainYearMonth();
  const ofThatMonth = inputs.money('siSalaryOfThatMonth');
  const ofMonthBefore = inputs.money('siSalaryBase');
  const contract = inputs.money('contractSalary');
  const own = inputs.month('firstParticipationMonth') ?? inputs.month('returnMonth');
  const inThatMonth = own?.equals(leaveMonth) ?? ofThatMonth !== undefined;
  const recorded = inThatMonth ? (ofThatMonth ?? ofMonthBefore) : (ofMonthBefore ?? ofThatMonth);
  return {
    month: inputs.month('baseMonth') ?? (inThatMonth ? leaveMonth : leaveMonth.subtract({ months: 1 })),
    base: recorded ?? (contract === undefined ? 0 : undefined),
    contract,
  };
}

import { connect, type PageArguments } from '../../kit/connection.ts';
import { refuseArgument } from '../../kit/refuse-argument.ts';
import type { Resolvers } from '../../kit/resolvers.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import {
  contributions,
  type ContributionRecord,
  type EmployerRecord,
  type InsuredPersonRecord,
} from '../collections.ts';
import { contributedMonths, type MonthPeriod } from '../contributed-months.ts';
import type { VssSources } from '../sources.ts';
import { employer } from './employer.ts';

type Context = CallScope & VssSources;

type ContributedAtLeast = MonthPeriod & {
  readonly months: number;
  readonly scheme?: ContributionRecord['scheme'] | null;
};

/** Two jobs with a new salary each month would need 50 years to have more lines; a bound, not a page. */
const allContributions = 1200;

async function contributedAtLeast(
  { id }: InsuredPersonRecord,
  { months, scheme, from, to }: ContributedAtLeast,
  context: Context,
) {
  // Everybody has contributed for no month at all: an answer to that would look like one to a question that was meant.
  if (months < 1) throw refuseArgument('months', 'LESS_THAN_ONE');
  if (Temporal.PlainDate.compare(from, to) > 0) throw refuseArgument('from', 'PERIOD_REVERSED');
  const all = await context.contributions.load({ index: 'byCitizen', equals: [id], limit: allContributions });
  const spells = scheme ? all.filter((contribution) => contribution.scheme === scheme) : all;
  return contributedMonths(spells, { from, to }) >= months ? 'MATCH' : 'MISMATCH';
}

/** Resolvers of a person's insurance. */
export const insuredPersonResolvers: Resolvers<Context> = {
  InsuredPerson: {
    employer,
    contributions: ({ id }: InsuredPersonRecord, page: PageArguments, context: Context) =>
      connect(
        {
          spec: contributions,
          range: { index: 'byCitizen', equals: [id], order: 'desc' },
          load: (range) => context.contributions.load(range),
        },
        page,
        context.cursors,
      ),
    contributedAtLeast,
    sicknessDaysPaid: ({ sicknessDaysPaid }: InsuredPersonRecord, { year }: { year: number }) =>
      sicknessDaysPaid[year] ?? 0,
    source: ({ updatedAt, version }: InsuredPersonRecord) => ({ agency: 'VSS', asOf: updatedAt, version }),
  },
  Contribution: { employer },
  Employer: { code: ({ id }: EmployerRecord) => id },
};

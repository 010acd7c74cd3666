import { refuseArgument } from '../../kit/refuse-argument.ts';
import type { Period } from '../leave-coverage.ts';

/** Arguments of every question about a period. */
export interface PeriodArguments {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}

/** The period asked about. @throws GraphQLError `BAD_USER_INPUT` when it ends before it begins */
export function periodOf({ from, to }: PeriodArguments): Period {
  if (Temporal.PlainDate.compare(from, to) > 0) throw refuseArgument('from', 'PERIOD_REVERSED');
  return { from: from.toString(), to: to.toString() };
}

import type { Used } from './describe-figures.ts';
import type { StreamFigures } from './send-at-rate.ts';

/** What was answered in a stretch of time. */
export interface Measured {
  /** A second. */
  readonly answered: number;
  readonly seconds: number;
  readonly used: Pick<Used, 'gateway' | 'agencies'>;
}

/**
 * What is left of the peak in an overload. Each overload is compared with the peaks just before and just after it: a machine is
 * faster at one moment than at another, and one peak by itself may be a lucky one.
 *
 * @param what is overloaded
 * @param peaks one more than there are overloads
 */
export function describeGoodput(
  what: string,
  peaks: readonly Measured[],
  overloads: readonly Measured[],
): string {
  const besides = overloads.map((_, at) => peaks.slice(at, at + 2));
  const shareOf = (figure: (measured: Measured) => number) =>
    overloads.map((overload, at) => figure(overload) / mean((besides[at] ?? []).map(figure)));
  const shares = shareOf(({ answered }) => answered);
  const forCpu = shareOf(
    ({ answered, seconds, used }) => (answered * seconds) / (used.gateway + used.agencies),
  );
  const beside = peaks.map(({ answered }) => Math.round(answered)).join(', ');
  return [
    `goodput at ten times the peak${what}: ${percent(mean(shares))} of the peak (${shares.map(percent).join(', ')}; peaks ${beside} a second);`,
    `  for a second of CPU of gateway and agencies ${percent(mean(forCpu))} of what it was there (${forCpu.map(percent).join(', ')})\n`,
  ].join('\n');
}

/** How a client that asks for little fares. @param figures of the greedy one and of the modest one */
export function describeModest(
  where: string,
  { figures: [, modest] }: { readonly figures: readonly StreamFigures[] },
): string {
  const share = (modest?.answered ?? 0) / (modest?.wanted ?? 1);
  return `the modest client beside the greedy one${where}: ${percent(share)} answered\n`;
}

function mean(figures: readonly number[]): number {
  return figures.reduce((sum, one) => sum + one, 0) / figures.length;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

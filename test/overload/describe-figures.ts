import type { StreamFigures } from './send-at-rate.ts';

/** What was used meanwhile: seconds of CPU by each who shares the machine, mebibytes that the gateway holds at the end. */
export interface Used {
  readonly gateway: number;
  readonly agencies: number;
  readonly sender: number;
  readonly memory: number;
}

/** One paragraph about all streams of a measurement. */
export function describeFigures(
  name: string,
  streams: readonly StreamFigures[],
  seconds: number,
  { gateway, agencies, sender, memory }: Used,
): string {
  const sum = (key: 'wanted' | 'answered' | 'late' | 'shed' | 'unsent') =>
    streams.reduce((total, figures) => total + figures[key], 0);
  const latencies = streams.flatMap((figures) => figures.latencies).toSorted((one, other) => one - other);
  const cpu = [gateway, agencies, sender].map((used) => `${used.toFixed(1)} s`);
  return [
    `${name}:`,
    `  wanted ${perSecond(sum('wanted'), seconds)}, answered in time ${perSecond(sum('answered'), seconds)}, late ${perSecond(sum('late'), seconds)}, sent away ${perSecond(sum('shed'), seconds)}`,
    `  given up before it was sent, for no connection was free: ${perSecond(sum('unsent'), seconds)}; failed: ${failures(streams)}`,
    `  of the answered p50 ${quantile(latencies, 0.5)} ms, p99 ${quantile(latencies, 0.99)} ms`,
    `  CPU in ${seconds} s: gateway ${cpu[0]}, agencies ${cpu[1]}, sender ${cpu[2]}; the gateway holds ${Math.round(memory)} MiB\n`,
  ].join('\n');
}

function failures(streams: readonly StreamFigures[]): string {
  const all = new Map<string, number>();
  for (const [what, count] of streams.flatMap(({ failed }) => [...failed]))
    all.set(what, (all.get(what) ?? 0) + count);
  return all.size === 0 ? 'none' : [...all].map(([what, count]) => `${count} × ${what}`).join(', ');
}

function perSecond(count: number, seconds: number): string {
  return `${Math.round(count / seconds)}/s`;
}

function quantile(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

import type { StreamFigures } from './send-at-rate.ts';

/** What the gateway used meanwhile: seconds of CPU, mebibytes that it holds at the end. */
export interface Used {
  readonly cpu: number;
  readonly memory: number;
}

/** One paragraph about all streams of a measurement. */
export function describeFigures(
  name: string,
  streams: readonly StreamFigures[],
  seconds: number,
  { cpu, memory }: Used,
): string {
  const sum = (key: 'sent' | 'answered' | 'shed' | 'failed') =>
    streams.reduce((total, figures) => total + figures[key], 0);
  const latencies = streams.flatMap((figures) => figures.latencies).toSorted((one, other) => one - other);
  return [
    `${name}:`,
    `  sent ${perSecond(sum('sent'), seconds)}, answered ${perSecond(sum('answered'), seconds)}, sent away ${perSecond(sum('shed'), seconds)}, failed ${sum('failed')}`,
    `  of the answered p50 ${quantile(latencies, 0.5)} ms, p99 ${quantile(latencies, 0.99)} ms`,
    `  gateway: ${cpu.toFixed(1)} s of CPU in ${seconds} s, ${Math.round(memory)} MiB\n`,
  ].join('\n');
}

function perSecond(count: number, seconds: number): string {
  return `${Math.round(count / seconds)}/s`;
}

function quantile(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

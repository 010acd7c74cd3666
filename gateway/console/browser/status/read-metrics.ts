/** One sample of `/metrics`: Prometheus' text format. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What came of the fetches from one agency since the gateway started. */
export interface AgencyTraffic {
  readonly agency: string;
  readonly answered: number;
  readonly failed: number;
  /** Mean time of a fetch, milliseconds; undefined before the first. */
  readonly meanMilliseconds: number | undefined;
}

const sampleLine = /^(?<name>[a-z_]+)(?:\{(?<labels>.*)\})? (?<value>\S+)$/;

/** Reads the samples; what is none of ours is passed over. */
export function readMetrics(text: string): readonly Sample[] {
  return text.split('\n').flatMap((line) => {
    const { name, labels = '', value } = sampleLine.exec(line)?.groups ?? {};
    if (!name?.startsWith('hub_')) return [];
    const pairs = labels.matchAll(/(\w+)="([^"]*)"/g);
    return [
      {
        name,
        labels: Object.fromEntries([...pairs].map(([, key, word]) => [key, word])),
        value: Number(value),
      },
    ];
  });
}

/** Fetches by agency, in the order of the alphabet. */
export function trafficOf(samples: readonly Sample[]): readonly AgencyTraffic[] {
  const counts = samples.filter(({ name }) => name === 'hub_fetch_duration_seconds_count');
  const seconds = samples.filter(({ name }) => name === 'hub_fetch_duration_seconds_sum');
  const of = (list: readonly Sample[], agency: string, isWanted: (outcome: string) => boolean) =>
    list
      .filter(({ labels }) => labels['subgraph'] === agency && isWanted(labels['outcome'] ?? ''))
      .reduce((sum, { value }) => sum + value, 0);
  const agencies = [...new Set(counts.map(({ labels }) => labels['subgraph'] ?? ''))].toSorted();
  return agencies.map((agency) => {
    const all = of(counts, agency, () => true);
    const answered = of(counts, agency, (outcome) => outcome === 'OK');
    return {
      agency,
      answered,
      failed: all - answered,
      meanMilliseconds: all === 0 ? undefined : (of(seconds, agency, () => true) / all) * 1_000,
    };
  });
}

/** Requests that were refused whole, by the code of the error; most first. */
export function refusalsOf(
  samples: readonly Sample[],
): readonly { readonly code: string; readonly count: number }[] {
  return samples
    .filter(({ name }) => name === 'hub_refusals_total')
    .map(({ labels, value }) => ({ code: labels['code'] ?? '', count: value }))
    .toSorted((one, other) => other.count - one.count);
}

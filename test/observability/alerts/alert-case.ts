/** Series as `promtool` takes them: `0+1x60` rises by one sixty times, `_x60` is absent meanwhile. */
type Series = Readonly<Record<string, string>>;

/** Series with which an alert fires, and with which it does not, after so long. */
export interface AlertCase {
  readonly alert: string;
  /** What is the case. */
  readonly when: string;
  /** Minutes between two values, and two evaluations; 1 if left out. */
  readonly every?: number;
  readonly series: Series;
  /** As Prometheus writes durations. */
  readonly after: string;
  /** Labels of each one that fires, without those of the rule itself; it does not if left out. */
  readonly fires?: readonly string[];
}

/** In minutes. */
export const times = { day: 1_440, week: 10_080 } as const;

/** A case over days is told in steps of so many minutes. */
export const coarse = 5;

/** What is for so many values, and then what follows. */
export const since = (count: number, before: string, then: string): string => `${before}x${count} ${then}`;

/** A series of one gateway. */
export const gateway = (name: string, labels = ''): string =>
  `${name}{instance="g1"${labels && `, ${labels}`}}`;

/** Its requests that were answered so. */
export const answered = (status: number): string =>
  gateway(
    'http_server_request_duration_seconds_count',
    `http_route="/graphql", http_response_status_code="${status}"`,
  );

/** As stores, logs and the graph have an instant: in UTC, with milliseconds, so that the order of texts is that of time. */
export function instantText(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' });
}

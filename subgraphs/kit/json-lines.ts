import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';

/** From which level on lines are written. */
export type LineLevel = 'info' | 'warn' | 'error';

/**
 * Lines about a process for machines: one JSON object each, on its standard error unless somewhere else is named. No line has a
 * personal value: who writes one sees to that.
 *
 * @param base stands in each line
 */
export function jsonLines(
  level: LineLevel,
  base: Readonly<Record<string, string>> | null,
  to: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base,
      messageKey: 'message',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    to,
  );
}

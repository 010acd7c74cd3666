import type { DestinationStream } from 'pino';
import { jsonLines } from './json-lines.ts';

/** What an agency writes about itself while it runs. No line has a personal value. */
export interface AgencyLog {
  /** Something was done. */
  log(line: string): void;
  /** Something that a person should know of. */
  error(line: string): void;
}

/**
 * @param format lines for people (`text`), or one JSON object a line, as the gateway writes them
 * @param to in place of the standard error, for JSON
 */
export function createAgencyLog(agency: string, format: 'text' | 'json', to?: DestinationStream): AgencyLog {
  if (format === 'text') {
    return {
      log: (line) => void process.stdout.write(`${line}\n`),
      error: (line) => void process.stderr.write(`${agency}: ${line}\n`),
    };
  }
  const lines = jsonLines('info', { agency }, to);
  return {
    log: (line) => lines.info({ event: 'notice' }, line),
    error: (line) => lines.warn({ event: 'notice' }, line),
  };
}

import { pino, type DestinationStream } from 'pino';
import { jsonLines, type LineLevel } from '../../subgraphs/kit/json-lines.ts';

/** How a process writes about itself. */
export interface RunLogOptions {
  /** `text`: a line for people. `json`: one object a line, for machines. */
  readonly format: 'text' | 'json';
  /** From `info` on each request is a line. */
  readonly level: LineLevel;
}

/** What a gateway writes about itself while it runs. No line has a personal value. */
export interface RunLog {
  /** Something that a person should know of. */
  tell(line: string): void;
  /** @param description of the fault, without its message: see `describeFault` */
  fault(requestId: string, description: string): void;
  /** An answer has left. Left out where no such lines are wanted. */
  readonly answered?: (answer: LoggedAnswer) => void;
}

/** What is written of an answer. */
export interface LoggedAnswer {
  readonly requestId: string;
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** Writes to the standard error of the process, unless somewhere else is named. */
export function createRunLog({ format, level }: RunLogOptions, to?: DestinationStream): RunLog {
  const out = to ?? pino.destination({ dest: 2, sync: true });
  return format === 'json' ? jsonLog(level, out) : textLog(level, out);
}

function jsonLog(level: RunLogOptions['level'], to: DestinationStream): RunLog {
  const logger = jsonLines(level, null, to);
  return {
    tell: (line) => logger.warn({ event: 'notice' }, line),
    fault: (requestId, description) => logger.error({ event: 'fault', requestId }, description),
    ...(level === 'info' && {
      answered: (answer: LoggedAnswer) => logger.info({ event: 'answer', ...answer }),
    }),
  };
}

function textLog(level: RunLogOptions['level'], to: DestinationStream): RunLog {
  const write = (line: string) => to.write(`${line}\n`);
  return {
    tell: level === 'error' ? () => {} : write,
    fault: (requestId, description) => write(`Request ${requestId} failed: ${description}`),
    ...(level === 'info' && {
      answered: ({ requestId, route, status, milliseconds }: LoggedAnswer) =>
        write(`Request ${requestId}: ${route} ${status} in ${milliseconds} ms`),
    }),
  };
}

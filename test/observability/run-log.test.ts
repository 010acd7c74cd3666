import { expect, test } from 'vitest';
import { createRunLog, type RunLogOptions } from '../../gateway/observability/run-log.ts';

function written(options: RunLogOptions): readonly string[] {
  const lines: string[] = [];
  const log = createRunLog(options, { write: (line) => void lines.push(line) });
  log.tell('Reloaded: a file');
  log.fault('request-1', 'TypeError\n    at somewhere');
  log.answered?.({ requestId: 'request-2', route: '/graphql', status: 200, milliseconds: 7 });
  return lines;
}

test('text is a line for people', () => {
  expect(written({ format: 'text', level: 'info' })).toEqual([
    'Reloaded: a file\n',
    'Request request-1 failed: TypeError\n    at somewhere\n',
    'Request request-2: /graphql 200 in 7 ms\n',
  ]);
});

test('JSON is one object a line, with its level, its time and the id of the request', () => {
  const objects = written({ format: 'json', level: 'info' }).map((line) => JSON.parse(line) as object);
  const time = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
  expect(objects).toEqual([
    { level: 'warn', time, event: 'notice', message: 'Reloaded: a file' },
    { level: 'error', time, event: 'fault', requestId: 'request-1', message: 'TypeError\n    at somewhere' },
    {
      level: 'info',
      time,
      event: 'answer',
      requestId: 'request-2',
      route: '/graphql',
      status: 200,
      milliseconds: 7,
    },
  ]);
});

test.each(['text', 'json'] as const)('below its level nothing is written as %s', (format) => {
  expect(written({ format, level: 'warn' })).toHaveLength(2);
  expect(written({ format, level: 'error' })).toHaveLength(1);
});

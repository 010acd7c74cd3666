import { createTracing } from '../../../gateway/observability/otlp-tracing.ts';
import { createRunLog } from '../../../gateway/observability/run-log.ts';
import type { HubOptions } from '../../../start/start-hub.ts';
import { tell } from './told.ts';

/** The parts of a hub through which it tells of itself, each noted. */
type Tapped = Required<Pick<HubOptions, 'tracing' | 'runLog'>>;

/** What the hub of a test traces and logs by, where the test has nothing of its own. Whoever takes it closes its tracing. */
export function tappedHub(): Tapped {
  const tracing = createTracing({
    percent: 100,
    exporter: {
      export(spans, done) {
        for (const { name, attributes, status, events, resource } of spans)
          tell('span', JSON.stringify([name, attributes, status, events, resource.attributes]));
        done({ code: 0 });
      },
      shutdown: async () => {},
    },
  });
  const write = (line: string) => tell('log', line.replace(/"time":"[^"]*",?/, '').trim());
  return { tracing, runLog: createRunLog({ format: 'json', level: 'info' }, { write }) };
}

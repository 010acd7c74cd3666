import type { RequestWatch } from '../http/reception.ts';
import type { GatewayMetrics } from './gateway-metrics.ts';
import type { Tracing } from './request-trace.ts';
import type { RunLog } from './run-log.ts';

/** What is noted of requests; what is left out is not noted, and costs nothing. */
interface Notes {
  readonly metrics?: Pick<GatewayMetrics, 'request'>;
  readonly tracing?: Tracing | undefined;
  readonly runLog?: Pick<RunLog, 'answered'> | undefined;
}

/** Counts, traces and logs requests as they come and answers as they leave. */
export function watchRequests({ metrics, tracing, runLog }: Notes): RequestWatch {
  return {
    ...(tracing && { begin: (context) => ({ ...context, trace: tracing.begin(context.traceparent) }) }),
    answered(route, status, seconds, { requestId, trace }) {
      metrics?.request(route, status, seconds);
      trace?.end(route, status);
      runLog?.answered?.({ requestId, route, status, milliseconds: Math.round(seconds * 1_000) });
    },
  };
}

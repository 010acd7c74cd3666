import type { SubgraphCall } from '../federation/create-federation.ts';
import type { RequestContext } from '../http/request-context.ts';
import { traceHeaders, type RequestTrace } from './request-trace.ts';

type HeadersFor = (call: SubgraphCall<RequestContext>) => Promise<Readonly<Record<string, string>>>;

/** The same headers, and the trace context that the agency goes on with. */
export function withTrace(headersFor: HeadersFor): HeadersFor {
  return async (call) => ({ ...(await headersFor(call)), ...traceHeaders(call.context) });
}

/** Writes to the log as a step of the trace, where there is one. */
export async function tracedWrite(
  trace: RequestTrace | undefined,
  write: () => Promise<void>,
): Promise<void> {
  if (!trace) return write();
  const begun = performance.now();
  try {
    await write();
    trace.step('log write', begun);
  } catch (error) {
    trace.step('log write', begun, { fault: 'LOG_UNAVAILABLE' });
    throw error;
  }
}

import type { FederationOptions } from '../federation/create-federation.ts';
import type { RequestContext } from '../http/request-context.ts';
import { traceHeaders, type RequestTrace } from './request-trace.ts';

type HeadersFor = NonNullable<FederationOptions<RequestContext>['headersFor']>;

/** The same headers, and the trace context that the agency goes on with. */
export function withTrace(headersFor: HeadersFor): HeadersFor {
  return (call) => {
    const headers = headersFor(call);
    const trace = traceHeaders(call.context);
    if (headers instanceof Promise) return headers.then((proof) => ({ ...proof, ...trace }));
    return { ...headers, ...trace };
  };
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

import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context } from '@opentelemetry/api';
import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  SamplingDecision,
  TracerProvider,
  type Sampler,
  type SpanExporter,
} from '@opentelemetry/sdk-trace';
import {
  exportTo,
  type CollectorExporter,
  type CollectorManner,
} from '../../subgraphs/kit/metrics/collector-exporter.ts';
import { ownResource } from '../../subgraphs/kit/metrics/own-resource.ts';
import type { Tracing } from './request-trace.ts';
import { serviceName } from './service-name.ts';

/** Where traces go, and how many of them. */
export interface TracingOptions {
  /** Of 100 requests this many are traced, whatever the caller says: a caller cannot make us trace. */
  readonly percent: number;
  readonly exporter: SpanExporter & Partial<Pick<CollectorExporter<never>, 'hurry'>>;
}

/**
 * @param url the whole address
 * @param longest milliseconds for one batch, whatever the variables of OpenTelemetry say
 */
export function otlpExporter(
  url: string,
  tell: CollectorManner['tell'],
  longest?: number,
): CollectorExporter<Parameters<SpanExporter['export']>[0]> {
  const serializers = { json: JsonTraceSerializer, protobuf: ProtobufTraceSerializer };
  return exportTo(serializers, { url, what: 'traces', tell, longest });
}

/**
 * Keeps traces by OpenTelemetry. No provider is registered for the whole process: libraries that trace by themselves, as
 * Apollo's planner does, would write operations into their spans.
 */
export function createTracing({ percent, exporter }: TracingOptions): Tracing {
  const provider = new TracerProvider({
    resource: ownResource({ 'service.name': serviceName }),
    sampler: shareOf(percent),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('lien-thong');
  return {
    begin(caller) {
      const root = tracer.startSpan('request', { kind: SpanKind.SERVER }, callerContext(caller));
      const within = trace.setSpan(ROOT_CONTEXT, root);
      const { traceId, spanId, traceFlags } = root.spanContext();
      return {
        traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
        step(name, begun, { subgraph, fault } = {}) {
          const options = {
            startTime: performance.timeOrigin + begun,
            kind: name === 'fetch' ? SpanKind.CLIENT : SpanKind.INTERNAL,
            attributes: {
              ...(subgraph !== undefined && { 'hub.subgraph': subgraph }),
              ...(fault !== undefined && { 'error.type': fault }),
            },
          };
          const span = tracer.startSpan(name, options, within);
          if (fault !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
        end(route, status) {
          root.setAttributes({ 'http.route': route, 'http.response.status_code': status });
          if (status >= 500) root.setStatus({ code: SpanStatusCode.ERROR });
          root.end();
        },
      };
    },
    async close() {
      exporter.hurry?.();
      // It fails where the last spans are not taken; that is told, and nothing else waits for it.
      await provider.shutdown().catch(() => undefined);
      await exporter.shutdown();
    },
  };
}

/** By chance of ours: the caller chooses its trace id. Steps of a request go with the request. */
function shareOf(percent: number): Sampler {
  const share: Sampler = {
    shouldSample: () => ({
      decision:
        Math.random() * 100 < percent ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.NOT_RECORD,
    }),
    toString: () => `${percent} of 100`,
  };
  return new ParentBasedSampler({ root: share, remoteParentSampled: share, remoteParentNotSampled: share });
}

function callerContext(caller: string | undefined): Context {
  const [, traceId, spanId, flags] = caller?.split('-') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  const traceFlags = Number.parseInt(flags, 16);
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

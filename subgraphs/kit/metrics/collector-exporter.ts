import { gzipSync } from 'node:zlib';
import type { ISerializer } from '@opentelemetry/otlp-transformer';
import type { PushMetricExporter } from '@opentelemetry/sdk-metrics';
import { Agent, request } from 'undici';
import { readAccess } from './collector-access.ts';

type Result = Parameters<Parameters<PushMetricExporter['export']>[1]>[0];

/** Sends metrics or traces to a collector. */
export interface CollectorExporter<Items> {
  export(items: Items, done: (result: Result) => void): void;
  forceFlush(): Promise<void>;
  /** Cuts off what is under way: afterwards nothing of it keeps a process. */
  shutdown(): Promise<void>;
}

/** Where it goes, and how a collector is spoken of. */
export interface CollectorManner {
  /** The whole address. */
  readonly url: string;
  readonly what: 'metrics' | 'traces';
  /** Is told once that the collector takes nothing, and once that it does again. */
  readonly tell: (line: string) => void;
  /** Milliseconds for one export; in place of `exportPatience`. */
  readonly patience?: number | undefined;
}

/** Milliseconds that a collector has for one export, to the last byte of its answer. */
export const exportPatience = 5_000;
/** Bytes of an answer that are read. */
const answerBytes = 65_536;

/**
 * An exporter by OTLP over HTTP, in JSON. The exporters of OpenTelemetry have a deadline of silence alone: a collector that
 * sends a byte now and then holds them, and the process, for ever. They tell nobody of what was taken in part, either.
 */
export function exportTo<Items>(
  serializer: ISerializer<Items, unknown>,
  { url, what, tell, patience = exportPatience }: CollectorManner,
): CollectorExporter<Items> {
  // oxlint-disable-next-line node/no-process-env -- secrets of OpenTelemetry's own variables are not handed on as settings
  const { headers, certificates, isCompressed } = readAccess(process.env, what).access;
  const dispatcher = new Agent({
    maxResponseSize: answerBytes,
    connect: { timeout: patience, ...certificates() },
  });
  const closing = new AbortController();
  let fault: string | undefined;
  const note = (next: string | undefined) => {
    if (next !== undefined && fault === undefined)
      tell(
        `The collector takes no ${what} (${next}): look at it and at telemetry in the settings. Nothing else is harmed, /metrics has all figures, and it is tried on.`,
      );
    if (next === undefined && fault !== undefined) tell(`The collector takes ${what} again.`);
    fault = next;
  };
  const send = async (items: Items): Promise<string | undefined> => {
    const content = serializer.serializeRequest(items) ?? new Uint8Array();
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(patience)]);
    try {
      const { statusCode, body } = await request(url, {
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          ...(isCompressed && { 'content-encoding': 'gzip' }),
        },
        body: isCompressed ? gzipSync(content) : content,
        dispatcher,
        signal,
      });
      const answer = await body.text();
      if (statusCode < 200 || statusCode > 299) return `HTTP ${statusCode}`;
      return isTakenWhole(answer) ? undefined : 'it rejects some of them';
    } catch (error) {
      return signal.aborted ? 'no answer in time' : codeOf(error);
    }
  };
  const deliver = async (items: Items, done: (result: Result) => void) => {
    const next = await send(items);
    note(next);
    done({ code: next === undefined ? taken : failed });
  };
  return {
    export: (items, done) => void deliver(items, done),
    forceFlush: () => Promise.resolve(),
    async shutdown() {
      closing.abort();
      await dispatcher.destroy();
    },
  };
}

/** `ExportResultCode`. */
const taken = 0;
const failed = 1;

/** By its `partialSuccess`; who answers with something else has still taken it. */
function isTakenWhole(answer: string): boolean {
  try {
    const { partialSuccess } = JSON.parse(answer) as { partialSuccess?: Readonly<Record<string, unknown>> };
    return !['rejectedDataPoints', 'rejectedSpans'].some((name) => Number(partialSuccess?.[name] ?? 0) > 0);
  } catch {
    return true;
  }
}

/** The code of a fault, and never a text of the collector. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'it cannot be reached';
}

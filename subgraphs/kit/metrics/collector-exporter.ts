import { setTimeout as pause } from 'node:timers/promises';
import type { ISerializer } from '@opentelemetry/otlp-transformer';
import type { PushMetricExporter } from '@opentelemetry/sdk-metrics';
import { readAccess, type CollectorAccess } from './collector-access.ts';
import { openCollectorLine } from './post-to-collector.ts';
import { retryPause } from './retry-pause.ts';
import { codeOf, tellChanges } from './tell-changes.ts';

type Result = Parameters<Parameters<PushMetricExporter['export']>[1]>[0];

/** Sends metrics or traces to a collector. */
export interface CollectorExporter<Items> {
  export(items: Items, done: (result: Result) => void): void;
  forceFlush(): Promise<void>;
  /**
   * A process stops: what waits to be tried again is tried once, at once, and nothing after it.
   *
   * @param patience milliseconds for that, for what is under way and for what is sent from now on
   */
  hurry(patience?: number): void;
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
  /** Milliseconds for one export, whatever the variables say. */
  readonly longest?: number | undefined;
}

/** By the encodings in which they are sent. */
export type Serializers<Items> = Readonly<
  Record<CollectorAccess['encoding'], ISerializer<Items, { readonly partialSuccess?: object }>>
>;

/** Milliseconds that a collector has when a process stops, however long one export may take. */
export const stopPatience = 5_000;
/** Milliseconds for one export where OpenTelemetry's variables say nothing: what its specification says. */
export const usualPatience = 10_000;

/**
 * An exporter by OTLP over HTTP. Headers, certificates, compression, encoding and time-out are those of OpenTelemetry's own
 * variables. Why not its exporters: decision 0120.
 */
export function exportTo<Items>(
  serializers: Serializers<Items>,
  { url, what, tell, longest = Infinity }: CollectorManner,
): CollectorExporter<Items> {
  // oxlint-disable-next-line node/no-process-env -- secrets of OpenTelemetry's own variables are not handed on as settings
  const { access } = readAccess(process.env, what);
  const serializer = serializers[access.encoding];
  const patience = Math.min(access.timeout ?? usualPatience, longest);
  const line = openCollectorLine(url, access, patience, (answer) =>
    isTakenWhole(() => serializer.deserializeResponse(answer)),
  );
  const hurrying = new AbortController();
  const closing = new AbortController();
  const note = tellChanges(tell, {
    fails: (reason) =>
      `The collector takes no ${what} (${reason}): look at it and at telemetry in the settings. Nothing else is harmed, /metrics has all figures, and it is tried on.`,
    isBack: `The collector takes ${what} again.`,
  });
  /** @returns why it was not taken */
  const send = async (items: Items): Promise<string | undefined> => {
    const content = serializer.serializeRequest(items) ?? new Uint8Array();
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(patience)]);
    const end = performance.now() + patience;
    for (let tries = 1; ; tries++) {
      const attempt = await line.post(content, signal);
      if (attempt.fault === undefined) return undefined;
      const wait = retryPause(attempt, tries);
      if (wait === undefined || performance.now() + wait >= end || hurrying.signal.aborted)
        return attempt.fault;
      await pause(wait, undefined, { signal: hurrying.signal, ref: false }).catch(() => undefined);
    }
  };
  const deliver = async (items: Items, done: (result: Result) => void) => {
    // What cannot be written for a collector ends no process.
    const fault = await send(items).catch((error: unknown) => codeOf(error, 'they cannot be written'));
    note(fault);
    done({ code: fault === undefined ? taken : failed });
  };
  return {
    export: (items, done) => void deliver(items, done),
    forceFlush: () => Promise.resolve(),
    hurry(atStop = stopPatience) {
      hurrying.abort();
      setTimeout(() => closing.abort(), atStop).unref();
    },
    async shutdown() {
      hurrying.abort();
      closing.abort();
      await line.close();
    },
  };
}

/** `ExportResultCode`. */
const taken = 0;
const failed = 1;

/** By its `partialSuccess`, in which numbers may be texts. Who answers with something else has still taken it. */
function isTakenWhole(read: () => { readonly partialSuccess?: object }): boolean {
  try {
    return !Object.entries(read().partialSuccess ?? {}).some(
      ([name, value]) => name.startsWith('rejected') && Number(value) > 0,
    );
  } catch {
    return true;
  }
}

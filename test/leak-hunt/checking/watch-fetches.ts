import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { decodeJwt } from 'jose';
import { hubContextHeader } from '../../../schema/hub-context.ts';

/** What the gateway sent to an agency. */
export interface SentFetch {
  readonly agency: string;
  readonly path: string;
  readonly body: string;
  /** What the agency said, where it refused the call. */
  readonly refusal?: string | undefined;
}

/** The part of undici's request that its channels tell. */
interface Told {
  readonly request: { readonly path: string; readonly headers: readonly string[] };
  readonly chunk?: string | Uint8Array;
  readonly response?: { readonly statusCode: number };
}

/** Sees every body that leaves for an agency: what carries a signed context, as it goes over the wire. */
export function watchFetches(): { readonly take: () => readonly SentFetch[]; readonly stop: () => void } {
  const bodies = new Map<Told['request'], string>();
  const refusals = new Map<Told['request'], string>();
  const append = (texts: Map<Told['request'], string>, { request, chunk = '' }: Told): void =>
    void texts.set(request, (texts.get(request) ?? '') + Buffer.from(chunk).toString('utf8'));
  const listeners: Readonly<Record<string, (message: unknown) => void>> = {
    'undici:request:bodyChunkSent': (message) => append(bodies, message as Told),
    'undici:request:headers': (message) => {
      const { request, response } = message as Told;
      if (response && response.statusCode >= 400) refusals.set(request, `${response.statusCode} `);
    },
    'undici:request:bodyChunkReceived': (message) => {
      if (refusals.has((message as Told).request)) append(refusals, message as Told);
    },
  };
  for (const [channel, listener] of Object.entries(listeners)) subscribe(channel, listener);
  return {
    take() {
      const sent = [...bodies].flatMap(([request, body]) => {
        const { headers, path } = request;
        if (!headers.includes(hubContextHeader)) return [];
        const context = headers[headers.indexOf(hubContextHeader) + 1] ?? '';
        return [{ agency: String(decodeJwt(context).aud), path, body, refusal: refusals.get(request) }];
      });
      bodies.clear();
      refusals.clear();
      return sent;
    },
    stop() {
      for (const [channel, listener] of Object.entries(listeners)) unsubscribe(channel, listener);
    },
  };
}

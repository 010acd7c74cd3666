import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { decodeJwt } from 'jose';
import { hubContextHeader } from '../../../schema/hub-context.ts';

/** What the gateway sent to an agency. */
export interface SentFetch {
  readonly agency: string;
  readonly path: string;
  readonly body: string;
}

/** The part of undici's request that its channels tell. */
interface Told {
  readonly request: { readonly path: string; readonly headers: readonly string[] };
  readonly chunk?: string | Uint8Array;
}

/** Sees every body that leaves for an agency: what carries a signed context, as it goes over the wire. */
export function watchFetches(): { readonly take: () => readonly SentFetch[]; readonly stop: () => void } {
  const bodies = new Map<Told['request'], string>();
  const onChunk = (message: unknown): void => {
    const { request, chunk = '' } = message as Told;
    bodies.set(request, (bodies.get(request) ?? '') + Buffer.from(chunk).toString('utf8'));
  };
  subscribe('undici:request:bodyChunkSent', onChunk);
  return {
    take() {
      const sent = [...bodies].flatMap(([{ headers, path }, body]) => {
        const context = headers[headers.indexOf(hubContextHeader) + 1] ?? '';
        if (!headers.includes(hubContextHeader)) return [];
        return [{ agency: String(decodeJwt(context).aud), path, body }];
      });
      bodies.clear();
      return sent;
    },
    stop: () => void unsubscribe('undici:request:bodyChunkSent', onChunk),
  };
}

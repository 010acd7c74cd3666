import type { RequestContext } from './request-context.ts';

/**
 * Headers of every answer. Nothing the hub says is for a cache (an answer depends on who asks and on the purpose),
 * for a frame, or for a page of another origin.
 */
export const headersOfAll = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** The headers of an answer to this request, by lower-case name. */
export function responseHeaders(context: RequestContext): Readonly<Record<string, string>> {
  return {
    ...headersOfAll,
    'content-language': context.language,
    'x-request-id': context.requestId,
    ...(context.traceparent === undefined ? {} : { traceparent: context.traceparent }),
  };
}

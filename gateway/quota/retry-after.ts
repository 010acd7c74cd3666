/** The response header that says when to come again (RFC 9110, 10.2.3). @param wait milliseconds */
export function retryAfter(wait: number): Readonly<Record<string, string>> {
  return { 'retry-after': String(Math.max(1, Math.ceil(wait / 1_000))) };
}

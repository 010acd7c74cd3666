import { expect } from 'vitest';

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

/** Sends a request to a gateway and reads the answer. */
export async function send(url: string, init: RequestInit = {}): Promise<WireAnswer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text) as {
    data?: WireAnswer['data'];
    errors?: WireAnswer['errors'];
  };
  return { status: response.status, headers: response.headers, text, data, errors };
}

/** Posts JSON, or a text as it is. */
export function post(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<WireAnswer> {
  return send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** The header of a caller with a token; none without. */
export function bearer(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

/** Paths of the denials in an answer. */
export function denied({ errors }: WireAnswer): readonly unknown[] {
  return errors
    .filter(({ extensions }) => extensions['code'] === 'UNAUTHORIZED_FIELD_OR_TYPE')
    .map(({ extensions }) => extensions['affectedPath']);
}

/** Codes of all errors in an answer. */
export function codes({ errors }: WireAnswer): readonly unknown[] {
  return errors.map(({ extensions }) => extensions['code']);
}

/** What a denied answer must show, and must not. */
export interface Denials {
  readonly data: unknown;
  /** Paths of the denials: each is told once, and nothing else is. */
  readonly at: readonly string[];
  /** Words that no subgraph may have been sent, whole words only. */
  readonly unsent: readonly string[];
}

/**
 * What holds for every denied answer: HTTP 200 that nobody may keep, one error for each denied selection, no guarded value
 * (they all begin with SECRET), and no subgraph that was asked for one.
 */
export function expectDenied(
  graph: { sent(): string },
  answer: WireAnswer,
  { data, at, unsent }: Denials,
): void {
  expect(answer.data).toEqual(data);
  expect(denied(answer)).toEqual(at);
  expect(answer.errors).toHaveLength(at.length);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toContain('no-store');
  expect(answer.text).not.toContain('SECRET');
  expectUnsent(graph, unsent);
}

/** No subgraph was sent any of these words. */
export function expectUnsent(graph: { sent(): string }, words: readonly string[]): void {
  const sent = new Set(graph.sent().match(/\w+/g));
  expect(words.filter((word) => sent.has(word))).toEqual([]);
}

/** The request is refused as a whole: nothing was run. */
export function expectRefused(
  graph: { sent(): string },
  answer: WireAnswer,
  status: number,
  code: string,
): void {
  expect([answer.status, answer.data, codes(answer)]).toEqual([status, undefined, [code]]);
  expect(graph.sent()).toBe('');
}

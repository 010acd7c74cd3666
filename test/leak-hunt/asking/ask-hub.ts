import { randomUUID } from 'node:crypto';
import { issueDevelopmentToken } from '../../../gateway/identity/development/development-issuer.ts';
import type { AnswerError } from '../checking/check-errors.ts';
import type { DrawnOperation } from './draw-operation.ts';
import type { Identity } from './identity.ts';

/** An answer as it came over the wire. */
export interface HubAnswer {
  /** Of the request, as its fetches and its entry name it. */
  readonly requestId: string;
  readonly status: number;
  readonly text: string;
  readonly data: unknown;
  readonly errors: readonly AnswerError[];
  readonly extensions: unknown;
}

/** Minutes that a token is good; it is made anew in half that time. */
const minutes = 60;

/** Sends operations to a hub over HTTP, as whoever asks. */
export function hubAsker(url: string): (identity: Identity, operation: DrawnOperation) => Promise<HubAnswer> {
  const tokens = new Map<string, { readonly token: string; readonly until: number }>();
  const tokenOf = async ({ persona, organisation, citizen }: Identity): Promise<string | undefined> => {
    if (persona === undefined) return undefined;
    const key = JSON.stringify([persona, organisation, citizen]);
    const known = tokens.get(key);
    if (known && known.until > Date.now()) return known.token;
    const token = await issueDevelopmentToken({ persona, organisation, citizen, minutes });
    tokens.set(key, { token, until: Date.now() + minutes * 30_000 });
    return token;
  };
  return async (identity, operation) => {
    const token = await tokenOf(identity);
    const requestId = randomUUID();
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-request-id': requestId,
        ...headersOf(identity, token),
      },
      body: JSON.stringify(operation),
    });
    const text = await response.text();
    const body = JSON.parse(text) as Partial<HubAnswer>;
    const { data, errors = [], extensions } = body;
    return { requestId, status: response.status, text, data, errors, extensions };
  };
}

function headersOf(identity: Identity, token: string | undefined): Readonly<Record<string, string>> {
  const { purpose, case: named, reason, breakGlass } = identity;
  if (token === undefined) return {};
  return {
    authorization: `Bearer ${token}`,
    ...(purpose !== 'NONE' && { 'hub-purpose': purpose }),
    ...(named !== undefined && { 'hub-case': named }),
    ...(reason !== undefined && { 'hub-reason': encodeURIComponent(reason) }),
    ...(breakGlass !== undefined && { 'hub-break-glass': breakGlass }),
  };
}

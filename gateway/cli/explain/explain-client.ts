import { errorCodes, type ErrorCode } from '../../../schema/error-codes.ts';
import type { RegisteredClient } from '../../identity/clients/client.ts';

/** Whether a client may ask at all, before it is decided what it sees. */
export interface ClientAnswer {
  readonly id: string;
  /** Why the gateway would turn it away; empty when it would not. */
  readonly refusals: readonly { readonly code: ErrorCode; readonly vi: string; readonly en: string }[];
}

/** Holds a request in a role, for a purpose, on a day against the file of a client, as the gateway does. */
export function explainClient(
  { id, roles, purposes, agreement, suspended }: RegisteredClient,
  { role, purpose, day }: { readonly role: string; readonly purpose: string; readonly day: string },
): ClientAnswer {
  const codes: ErrorCode[] = [];
  if (suspended) codes.push('CLIENT_SUSPENDED');
  if (day < agreement.from || day > agreement.to) codes.push('AGREEMENT_NOT_IN_FORCE');
  if (!roles.has(role)) codes.push('ROLE_NOT_ALLOWED');
  if (purpose !== 'NONE' && !purposes.has(purpose)) codes.push('PURPOSE_NOT_ALLOWED');
  return { id, refusals: codes.map((code) => ({ code, vi: errorCodes[code].vi, en: errorCodes[code].en })) };
}

import { sha256 } from '../../../schema/sha256.ts';
import { requestNamed, type MadeByRequest } from '../store/insert-once.ts';
import type { CallScope } from '../subgraph.ts';

/** Who changes a register: an officer of an office, who asks through a client. */
export interface ActingOfficer {
  /** Code of the office. */
  readonly office: string;
  /** Opaque id of the officer as a citizen: nobody works on their own file. */
  readonly citizen: string;
  readonly client: string;
}

/** Long enough for a UUID without hyphens, and never a number of a person. */
const keyShape = /^(?=.*[^\d])[\w-]{16,64}$/;

/**
 * The officer who acts, if the request serves one of these purposes. What the officer's role and purpose may read is
 * decided by the policy; that a purpose to read changes nothing is decided here. Of whom the token does not say which citizen
 * it is nobody can tell whether the file is their own: no act is theirs.
 */
export function officerOf({ call }: CallScope, purposes: readonly string[]): ActingOfficer | undefined {
  const { access } = call;
  if (!access || !purposes.includes(access.purpose)) return undefined;
  const { organisation: office, citizen, client } = access;
  if (office === undefined || citizen === undefined) return undefined;
  return { office, citizen, client };
}

/**
 * Names a request by the key that its sender chose for it: of this client, office and act.
 *
 * @returns undefined when the key has not the form of one
 */
export function requestOf(
  officer: ActingOfficer,
  act: string,
  { key, ...asked }: { readonly key: string },
): MadeByRequest | undefined {
  if (!keyShape.test(key)) return undefined;
  const { client, office } = officer;
  return requestNamed([client, office, act], key, asked);
}

/** The opaque id of what a request makes: the same however often it is made, and linked to no number of anybody. */
export function madeId(kind: string, { key }: MadeByRequest): string {
  return sha256(`${kind} ${key}`).slice(0, 22);
}

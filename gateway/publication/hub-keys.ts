import type { JSONWebKeySet, JWK } from 'jose';
import type { KeptEntries } from '../log/disclosure-log.ts';

/** A public key of the hub itself. It names no `agency`, and so it seals no document. */
export interface HubKey extends Pick<JWK, 'kty' | 'crv' | 'x'> {
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
  /** What it signs: heads of the disclosure log and reports over it, or messages to clients' systems. */
  readonly signs: 'disclosure-log' | 'webhooks';
  /** Of a log: the gateways whose entries it is for. */
  readonly gateways?: readonly string[];
}

/** What the hub signs with. */
export interface HubSigning {
  /** Where the log is kept; undefined for one that nobody reads. */
  readonly log: Pick<KeptEntries, 'segments' | 'keys'> | undefined;
  readonly webhooks?: JSONWebKeySet | undefined;
}

/**
 * The public keys of all gateways of a log, those that signed before and those that are to sign next included, and that of
 * the webhooks. Of the keys that a log names only those count that this gateway was given: whoever can write where the log lies must
 * not have the hub vouch for a key of their own. One with which several gateways sign is there once: of two with one name no verifier
 * knows which to take (RFC 7517, 4.5).
 */
export async function hubKeys({ log, webhooks }: HubSigning): Promise<readonly HubKey[]> {
  const segments = (await log?.segments()) ?? [];
  const given = new Set(log?.keys.map(nameOf));
  const ofLog = await Promise.all(
    segments.map(async (segment) =>
      (await segment.keys()).keys
        .filter((key) => given.has(nameOf(key)))
        .map((key) => ({ key, gateway: segment.gateway })),
    ),
  );
  const byKey = Map.groupBy(ofLog.flat(), ({ key }) => nameOf(key));
  const ofAll = [...byKey.values()].flatMap(([first, ...others]) =>
    first ? [{ key: first.key, gateways: [first, ...others].map(({ gateway }) => gateway) }] : [],
  );
  const ofWebhooks = webhooks?.keys.flatMap((key) => publicKey(key, { signs: 'webhooks' })) ?? [];
  return [
    ...ofAll.flatMap(({ key, gateways }) => publicKey(key, { signs: 'disclosure-log', gateways })),
    ...ofWebhooks,
  ];
}

const nameOf = ({ kid, x }: JWK) => `${kid} ${x}`;

/** Just what is public of a key, whatever its set holds. */
function publicKey({ kid, kty, crv, x }: JWK, about: Pick<HubKey, 'signs' | 'gateways'>): readonly HubKey[] {
  if (kid === undefined || kty !== 'OKP' || crv === undefined || x === undefined) return [];
  return [{ kty, crv, x, kid, alg: 'EdDSA', use: 'sig', ...about }];
}

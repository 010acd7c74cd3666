import { readFile } from 'node:fs/promises';
import type { AgencyKey } from '../keys/agency-key.ts';
import { byKid, readPublishedKeys, type PublishedKeys } from '../seal/verify/published-keys.ts';
import { isPrivateAddress } from '../settings/production-rules.ts';
import { readPairs } from '../settings/read-pairs.ts';
import { HubAway, type HubAccess } from './ask-hub.ts';
import { fetchText } from './fetch-text.ts';

/** Gets the keys of the agencies from where they are published, now. @throws HubAway */
export type GetKeys = () => Promise<PublishedKeys>;

/** As the hub publishes them: those of all agencies. */
export function keysOfHub(hubUrl: HubAccess['url']): GetKeys {
  return async () => {
    const hub = hubUrl();
    if (hub === undefined) throw new HubAway('NOT_UP');
    const text = await fetchText(new URL('/.well-known/jwks.json', hub));
    return readPublishedKeys(text === undefined ? { keys: [] } : JSON.parse(text));
  };
}

/**
 * Reads `SEAL_KEY_SOURCES` (`health=URL or file of a key set,…`): each agency says itself by which keys it seals, so that whoever
 * has taken the hub over can forge a paper and not its seal. No agency's source gives keys of another. One that is away
 * leaves its own papers unproven for now, and those of no other. One that gives a key of another agency, or two that give
 * keys under one `kid`, are told of once: neither displaces anything.
 *
 * @param onFault is told in one line
 * @returns undefined where it is not set: the hub's word is taken then
 * @throws Error of one line that says what to do
 */
export function readKeySources(
  {
    SEAL_KEY_SOURCES: text = '',
    ENCRYPTED_HOSTS: encryptedHosts,
  }: Readonly<Record<string, string | undefined>>,
  onFault: (line: string) => void,
): GetKeys | undefined {
  const sources = readPairs(text, 'SEAL_KEY_SOURCES');
  if (sources.length === 0) return undefined;
  const open = sources.find(
    ([, place]) => place.startsWith('http:') && !isPrivateAddress(place, encryptedHosts),
  );
  if (open) throw new Error(`SEAL_KEY_SOURCES: the address of ${open[0]} must begin with https://.`);
  const told = new Set<string>();
  const tellOnce = (line: string): void => {
    if (!told.has(line)) onFault(line);
    told.add(line);
  };
  return async () => {
    const sets = await Promise.allSettled(sources.map((source) => keysOfAgency(source, tellOnce)));
    const keys = byKid(sets.flatMap((set) => (set.status === 'fulfilled' ? set.value : [])));
    for (const agencies of agenciesOfOneKid(keys)) {
      tellOnce(
        `SEAL_KEY_SOURCES: ${agencies} publish keys under one kid: have one of them name its key anew.`,
      );
    }
    return keys;
  };
}

function agenciesOfOneKid(keys: PublishedKeys): readonly string[] {
  return [...keys.values()]
    .filter(({ length }) => length > 1)
    .map((same) => same.map(({ agency }) => agency).join(', '));
}

async function keysOfAgency(
  [agency, place]: readonly [string, string],
  tell: (line: string) => void,
): Promise<readonly AgencyKey[]> {
  const text = /^https?:/.test(place) ? await fetchText(new URL(place)) : await readFile(place, 'utf8');
  const keys = [...readPublishedKeys(text === undefined ? { keys: [] } : JSON.parse(text)).values()].flat();
  const own = keys.filter((key) => key.agency === agency);
  if (own.length < keys.length) {
    tell(`SEAL_KEY_SOURCES: the source of ${agency} gives keys of another agency too: they are not used.`);
  }
  return own;
}

import type { AgencyKey } from '../agency-key.ts';
import type { KeyRing } from '../key-ring.ts';
import { readKeyRing } from '../read-key-ring.ts';
import marked from './keys.json' with { type: 'json' };

/**
 * Keys with which seals are made in development. They are in the repository, so that the seals that a store holds verify
 * at the next start too, and so that nobody takes them for a secret.
 */
export function developmentKeyRing(agency: string): KeyRing {
  const keys = marked.keys.filter((key) => key.agency === agency);
  return readKeyRing(JSON.stringify({ keys }), agency);
}

/** @throws Error that says what to do when a development key is among them, by whatever name */
export function refuseDevelopmentKeys(keys: readonly AgencyKey[]): void {
  const isMarked = (key: AgencyKey) => marked.keys.some(({ x }) => x === key.x);
  const found = keys.find(isMarked);
  if (!found) return;
  throw new Error(
    `holds the development key ${found.kid}, whose private half is public: it seals nothing in production`,
  );
}

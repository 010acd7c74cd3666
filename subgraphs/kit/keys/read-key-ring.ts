import { createKeyRing, type KeyRing } from './key-ring.ts';
import { softwareSigner, type KeySigner, type PrivateKey } from './key-signer.ts';
import { entriesOf, readAgencyKey } from './read-agency-key.ts';

/**
 * The keys of an agency out of its key file: a JSON Web Key Set of private keys, each with `kid`, `alg`, `agency`, `nbf`
 * and `exp`; keys that sign no more may be there without their private half.
 *
 * @param module holds the private halves, where they are not in the file
 * @throws Error that says what is wrong, to be put behind the name of the file; never with a key
 */
export function readKeyRing(text: string, agency: string, module?: KeySigner): KeyRing {
  const entries = entriesOf(parse(text));
  const keys = entries.map((entry) => readAgencyKey(entry)).filter((key) => key !== undefined);
  const stranger = keys.find((key) => key.agency !== agency);
  if (stranger) throw new Error(`holds the key ${stranger.kid} of ${stranger.agency}, not of ${agency}`);
  if (keys.length === 0) throw new Error(`holds no key of ${agency}`);
  const names = keys.map(({ kid }) => kid);
  if (new Set(names).size < names.length) throw new Error('holds two keys of one kid');
  const held = entries.filter(isPrivate);
  const [kept] = held;
  if (module && kept)
    throw new Error(`holds the private half of ${kept.kid}, which must lie in the module alone`);
  return createKeyRing(agency, keys, module ?? softwareSigner(held));
}

function isPrivate(entry: unknown): entry is PrivateKey {
  return typeof entry === 'object' && entry !== null && 'd' in entry;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No cause: what the parser says may quote the key.
    throw new Error('is no JSON');
  }
}

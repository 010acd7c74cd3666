import { developmentKeyRing } from '../../subgraphs/kit/keys/development/development-keys.ts';
import type { PublishedKeys } from '../../subgraphs/kit/seal/verify/published-keys.ts';
import { published } from './key-maker.ts';

/** The published keys of a hub in development. */
export function developmentKeys(): PublishedKeys {
  return published(...['health', 'justice', 'vss'].map(developmentKeyRing));
}

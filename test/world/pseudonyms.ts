import { pseudonym } from '../../subgraphs/kit/pseudonym.ts';

/**
 * The key of all opaque ids of the synthetic world. It is public and for synthetic data only: whoever runs the hub
 * on real data has a key of his own.
 */
const SYNTHETIC_WORLD_KEY = 'synthetic-world-only-never-for-real-people';

/** The opaque id of a citizen, made from the first personal number that the person ever had. */
export function citizenIdOf(firstPersonalNumber: string): string {
  return pseudonym(SYNTHETIC_WORLD_KEY, 'citizen', firstPersonalNumber);
}

/** The opaque id of a paper, a claim or any other record; `name` must be unique in its kind. */
export function recordIdOf(kind: string, name: string): string {
  return pseudonym(SYNTHETIC_WORLD_KEY, kind, name);
}

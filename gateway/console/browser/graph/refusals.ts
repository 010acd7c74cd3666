import type { AnswerError } from './ask.ts';

/** Why a place of an answer is empty, as far as the answer itself says. */
export type EmptyReason =
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'not-recorded' };

/**
 * Why a place is empty: the hub says so of a field that it withholds, by its coordinate, and of an agency that did not
 * answer, by the path. Where neither speaks of it, the agency has nothing there.
 *
 * @param coordinate Type.field
 * @param path names from the root, without places in lists, such as `me.insurance.siNumber`
 */
export function whyEmpty(errors: readonly AnswerError[], coordinate: string, path: string): EmptyReason {
  const about = errors.find(({ extensions }) => extensions?.coordinate === coordinate);
  if (about) return { kind: 'refused', message: about.message };
  const above = errors.find((error) => covers(namedPath(error), path));
  if (!above) return { kind: 'not-recorded' };
  const kind = above.extensions?.code === 'UNAUTHORIZED_FIELD_OR_TYPE' ? 'refused' : 'failed';
  return { kind, message: above.message };
}

function namedPath({ path, extensions }: AnswerError): string {
  return extensions?.affectedPath ?? (path ?? []).filter((step) => typeof step === 'string').join('.');
}

function covers(place: string, path: string): boolean {
  return place !== '' && (place === path || path.startsWith(`${place}.`));
}

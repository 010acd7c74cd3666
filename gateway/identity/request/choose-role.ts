import { refusal } from '../../http/refusal.ts';

/** Whose roles meet in one request. */
export interface RoleQuestion {
  readonly token: ReadonlySet<string>;
  readonly client: ReadonlySet<string>;
  /** Roles that may pursue the purpose; undefined when none was stated. */
  readonly purpose: Iterable<string> | undefined;
  /** The role that the request itself names. */
  readonly stated: string | undefined;
  /** Says that no role pursues the purpose. */
  readonly refusePurpose: () => never;
}

/**
 * The one role in which a request is made: a caller who holds several never gets the sum of what they may see.
 *
 * @throws GraphQLError `ROLE_NOT_ALLOWED`, `PURPOSE_NOT_ALLOWED` (403) or `ROLE_AMBIGUOUS` (400)
 */
export function chooseRole({ token, client, purpose, stated, refusePurpose }: RoleQuestion): string {
  const held = token.intersection(client);
  if (held.size === 0) throw refusal('ROLE_NOT_ALLOWED');
  const fit = purpose === undefined ? held : held.intersection(new Set(purpose));
  if (fit.size === 0) refusePurpose();
  if (stated !== undefined) {
    if (fit.has(stated)) return stated;
    throw refusal('ROLE_NOT_ALLOWED');
  }
  const [role, ...more] = fit;
  if (role === undefined || more.length > 0) {
    throw refusal('ROLE_AMBIGUOUS', `Name one in \`hub-role\`: ${[...fit].toSorted().join(', ')}.`);
  }
  return role;
}

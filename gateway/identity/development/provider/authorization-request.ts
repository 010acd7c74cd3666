/** What a client asks of the authorization endpoint (OpenID Connect Core 1.0, 3.1.2.1), as far as this provider goes. */
export interface AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly challenge: string;
  readonly language: 'vi' | 'en';
}

/**
 * Reads an authorization request: authorization code with PKCE by S256, and nothing else.
 *
 * @param redirectUri the only address to which browsers are sent back
 * @returns what is wrong with it, in words, where something is
 */
export function readAuthorizationRequest(
  search: URLSearchParams,
  redirectUri: string,
): AuthorizationRequest | string {
  const expected = {
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: redirectUri,
  } as const;
  for (const [name, value] of Object.entries(expected)) {
    if (search.get(name) !== value) return `${name} must be ${value}`;
  }
  const [clientId, state, nonce, challenge] = ['client_id', 'state', 'nonce', 'code_challenge'].map((name) =>
    search.get(name),
  );
  if (!clientId || !state || !nonce || !challenge) {
    return 'client_id, state, nonce and code_challenge must be there';
  }
  if (!search.get('scope')?.split(' ').includes('openid')) return 'scope must have openid';
  const language = search.get('ui_locales')?.startsWith('en') ? 'en' : 'vi';
  return { clientId, redirectUri, state, nonce, challenge, language };
}

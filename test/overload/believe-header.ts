import type { Admit } from '../../gateway/http/admit.ts';

/** Believes the header: here it is told apart who asks, and not whether it is true. */
export const believeHeader: Admit = async ({ headers, graphql, context }) => ({
  graphql,
  context: {
    ...context,
    caller: {
      authenticated: true,
      scopes: new Set(),
      roles: new Set(),
      claims: {
        issuer: '',
        keyId: undefined,
        tokenId: undefined,
        actor: undefined,
        client: headers.authorization,
        scopes: new Set(),
        roles: new Set(),
        purposes: undefined,
        organisation: undefined,
        citizen: undefined,
        assurance: 1,
      },
    },
  },
});

import type { ApolloServerPlugin } from '@apollo/server';
import type { CallScope } from '../subgraph.ts';
import type { AccessScope } from './place-objects.ts';

/** What an answer is made with; without `access` where nothing is enforced. */
export type AnswerScope = CallScope & Partial<AccessScope>;

/** Puts into each answer what it disclosed about whom, for the gateway's log. */
export const tellDisclosures: ApolloServerPlugin<AnswerScope> = {
  requestDidStart: async () => ({
    async willSendResponse({ contextValue, response: { body } }) {
      if (body.kind !== 'single' || !contextValue.access) return;
      const { extensions } = body.singleResult;
      body.singleResult.extensions = { ...extensions, access: contextValue.access.report() };
    },
  }),
};

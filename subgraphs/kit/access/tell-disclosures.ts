import type { ApolloServerPlugin } from '@apollo/server';
import type { AccessReport } from '../../../schema/hub-context.ts';
import type { CallScope } from '../subgraph.ts';
import type { AccessScope } from './place-objects.ts';

/** What an answer is made with. */
export type AnswerScope = CallScope & AccessScope;

/**
 * Puts into each answer what it disclosed about whom, for the gateway's log, and what was proven beside it.
 *
 * @param classification see `AccessReport.classification`
 */
export function tellDisclosures(classification: string): ApolloServerPlugin<AnswerScope> {
  return {
    requestDidStart: async () => ({
      async willSendResponse({ contextValue, response: { body } }) {
        const { access, proven } = contextValue;
        if (body.kind !== 'single') return;
        const { extensions } = body.singleResult;
        const report: AccessReport = { ...access.report(), classification, ...(proven && { proven }) };
        body.singleResult.extensions = { ...extensions, access: report };
      },
    }),
  };
}

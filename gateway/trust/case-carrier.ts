import type { ProvenRelations } from '../../schema/hub-context.ts';

/** Has the case of one request proven beside the answer of a fetch, so that the proof takes no call of its own. */
export interface CaseCarrier {
  /**
   * Whether a fetch to the agency that knows the case carries the question: the first that could does.
   *
   * @param fetch stands for it, however often it is sent
   */
  carries(fetch: object): boolean;
  /**
   * Says that a fetch has ended.
   *
   * @param proven what its answer brought; undefined where it brought no proof
   * @returns whether it carried the question
   */
  arrived(fetch: object, proven: ProvenRelations | undefined): boolean;
  /**
   * What the fetch brought, when it has ended; undefined where it brought nothing. Where none has set out, from now on none
   * does.
   */
  brought(): Promise<ProvenRelations | undefined>;
}

/** For one request. */
export function createCaseCarrier(): CaseCarrier {
  const { promise, resolve } = Promise.withResolvers<ProvenRelations | undefined>();
  let state: 'open' | 'under way' | 'ended' = 'open';
  let carrier: object | undefined;
  const end = (proven?: ProvenRelations) => {
    state = 'ended';
    resolve(proven);
  };
  return {
    carries(fetch) {
      if (state === 'open') {
        state = 'under way';
        carrier = fetch;
      }
      return state === 'under way' && carrier === fetch;
    },
    arrived(fetch, proven) {
      if (state !== 'under way' || carrier !== fetch) return false;
      end(proven);
      return true;
    },
    brought() {
      if (state === 'open') end();
      return promise;
    },
  };
}

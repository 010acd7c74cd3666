import { changeResolvers } from './change-mutations.ts';
import { listMutations } from './result-list.ts';
import { submitResolvers } from './submit-mutations.ts';

/** What can be done at social insurance. */
export const mutationResolvers = { ...submitResolvers, ...changeResolvers, ...listMutations };

import { changeResolvers } from './change-mutations.ts';
import { submitResolvers } from './submit-mutations.ts';

/** What can be done at social insurance. */
export const mutationResolvers = { ...submitResolvers, ...changeResolvers };

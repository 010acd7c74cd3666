import type { CallScope } from '../../kit/subgraph.ts';
import { lookUpNotice } from '../lookup.ts';
import type { JusticeSources } from '../sources.ts';

type Context = CallScope & JusticeSources;

/** Entry points of the civil status registers. */
export const queryResolvers = {
  birthRegistration: (_root: unknown, { id }: { id: string }, { births }: Context) => births.entries.load(id),
  deathRegistration: (_root: unknown, { id }: { id: string }, { deaths }: Context) => deaths.entries.load(id),
  birthByMedicalNotice: (_root: unknown, { code }: { code: string }, { births, announcements }: Context) =>
    lookUpNotice(births, announcements, { index: 'byNoticeCode', value: code }),
  deathByMedicalNotice: (_root: unknown, { code }: { code: string }, { deaths, announcements }: Context) =>
    lookUpNotice(deaths, announcements, { index: 'byNoticeCode', value: code }),
};

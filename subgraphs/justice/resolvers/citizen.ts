import { dayInVietnam } from '../../../schema/calendar/day-in-vietnam.ts';
import { isRelated } from '../../kit/access/relations-of.ts';
import { connect, type PageArguments } from '../../kit/connection.ts';
import type { Resolvers } from '../../kit/resolvers.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import { birthRegistrations } from '../collections.ts';
import { lookUpNotice, lookUpPerson } from '../lookup.ts';
import type { JusticeSources } from '../sources.ts';
import { ofCitizen } from '../standings.ts';

type Context = CallScope & JusticeSources;

/** A person or a paper as other agencies refer to them: Justice keeps registrations, neither persons nor notices. */
interface Reference {
  readonly id: string;
}

const reference = ({ id }: Reference): Reference => ({ id });

/** Resolvers of what the registers say of a person, and of the registration that followed a medical notice. */
export const citizenResolvers: Resolvers<Context> = {
  Citizen: {
    __resolveReference: reference,
    birth: ({ id }: Reference, _arguments: unknown, { births, announcements }: Context) =>
      lookUpPerson(births, announcements, id),
    death: ({ id }: Reference, _arguments: unknown, { deaths, announcements }: Context) =>
      lookUpPerson(deaths, announcements, id),
    childBirths: ({ id }: Reference, page: PageArguments, { births, cursors }: Context) =>
      connect(
        {
          spec: birthRegistrations,
          range: { index: 'byParent', equals: [id], order: 'desc' },
          load: (range) => births.lists.load(range),
        },
        page,
        cursors,
      ),
    isRegisteredParentOf: async (
      { id }: Reference,
      { child }: { child: string },
      { births, announcements, call }: Context,
    ) => {
      const { outcome, registration } = await lookUpPerson(births, announcements, child);
      // Whoever has no relation to the child is not told whether there is an entry.
      if (!registration) return isRelated(ofCitizen({ id: child }), call.access) ? outcome : 'MISMATCH';
      return registration.parentIds.includes(id) ? 'MATCH' : 'MISMATCH';
    },
    isRegisteredDead: async (
      { id }: Reference,
      { by }: { by: Temporal.PlainDate },
      { deaths, announcements }: Context,
    ) => {
      const { outcome, registration } = await lookUpPerson(deaths, announcements, id);
      if (!registration) return outcome;
      return Temporal.PlainDate.compare(dayInVietnam(registration.diedAt), by) <= 0 ? 'MATCH' : 'MISMATCH';
    },
    diedOn: async ({ id }: Reference, _arguments: unknown, { deaths, announcements }: Context) => {
      const { registration } = await lookUpPerson(deaths, announcements, id);
      return registration ? dayInVietnam(registration.diedAt) : null;
    },
    registeredCauseOfDeath: async (
      { id }: Reference,
      _arguments: unknown,
      { deaths, announcements }: Context,
    ) => (await lookUpPerson(deaths, announcements, id)).registration?.causeOfDeath,
  },
  MedicalBirthNotice: {
    __resolveReference: reference,
    registration: ({ id }: Reference, _arguments: unknown, { births, announcements }: Context) =>
      lookUpNotice(births, announcements, { index: 'byNoticeId', value: id }),
  },
  MedicalDeathNotice: {
    __resolveReference: reference,
    registration: ({ id }: Reference, _arguments: unknown, { deaths, announcements }: Context) =>
      lookUpNotice(deaths, announcements, { index: 'byNoticeId', value: id }),
  },
};

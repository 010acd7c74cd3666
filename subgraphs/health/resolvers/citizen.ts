import { connect, type PageArguments } from '../../kit/connection.ts';
import type { Resolvers } from '../../kit/resolvers.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import { medicalDocuments, type MedicalDocumentRecord } from '../collections.ts';
import { judgeCoverage } from '../leave-coverage.ts';
import type { LeaveSpan } from '../leave-spans.ts';
import { latestPapers, papersCovering } from '../paper-lists.ts';
import type { HealthSources } from '../sources.ts';
import { outcomeOf } from '../validity.ts';
import { periodOf, type PeriodArguments } from './period.ts';

type Context = CallScope & HealthSources;

/** A person as other agencies refer to them: Health keeps papers, no persons. */
interface CitizenReference {
  readonly id: string;
}

type ListArguments = PageArguments & {
  readonly kinds?: readonly MedicalDocumentRecord['kind'][] | null;
  readonly from?: Temporal.PlainDate | null;
  readonly to?: Temporal.PlainDate | null;
};

/** More notices than a person has of births or of their own death, all versions; a bound, not a page. */
const allNotices = 100;

async function coverage(
  { id }: CitizenReference,
  asked: PeriodArguments,
  { paperLists, today }: Context,
  kind?: LeaveSpan['kind'],
) {
  const period = periodOf(asked);
  const papers = await papersCovering(paperLists, id, period.from);
  return judgeCoverage(papers, period, today.toString(), kind);
}

/** Resolvers of what medical papers say of a person. */
export const citizenResolvers: Resolvers<Context> = {
  Citizen: {
    medicalDocuments: (
      { id }: CitizenReference,
      { kinds, from, to, ...page }: ListArguments,
      { paperLists, cursors }: Context,
    ) => {
      if (from && to) periodOf({ from, to });
      const filter = { kinds: kinds ?? undefined, from: from?.toString(), to: to?.toString() };
      return connect(
        {
          spec: medicalDocuments,
          range: { index: 'byCitizen', equals: [id], order: 'desc' },
          load: latestPapers(paperLists, filter),
        },
        page,
        cursors,
      );
    },
    birthNotices: ({ id }: CitizenReference, page: PageArguments, { paperLists, cursors }: Context) =>
      connect(
        {
          spec: medicalDocuments,
          range: { index: 'byParty', equals: [id], order: 'desc' },
          load: (range) => paperLists.load(range),
        },
        page,
        cursors,
      ),
    hasLeaveCovering: (citizen: CitizenReference, asked: PeriodArguments, context: Context) =>
      coverage(citizen, asked, context),
    stayedInHospital: async (citizen: CitizenReference, asked: PeriodArguments, context: Context) =>
      (await coverage(citizen, asked, context, 'STAY')).outcome,
    hasBirthNotice: async (
      { id }: CitizenReference,
      { bornOn }: { bornOn: Temporal.PlainDate },
      { paperLists }: Context,
    ) => {
      const equals = [id, bornOn.toString()];
      const notices = await paperLists.load({ index: 'byParty', equals, limit: allNotices });
      const ofChildren = notices.filter((notice) => !('childId' in notice && notice.childId === id));
      return outcomeOf(ofChildren, () => true);
    },
    hasDeathNotice: async (
      { id }: CitizenReference,
      { by }: { by: Temporal.PlainDate },
      { paperLists }: Context,
    ) => {
      const equals = [id, 'MEDICAL_DEATH_NOTICE'];
      const notices = await paperLists.load({ index: 'byCitizenAndKind', equals, limit: allNotices });
      return outcomeOf(notices, ({ eventDate }) => eventDate <= by.toString());
    },
  },
};

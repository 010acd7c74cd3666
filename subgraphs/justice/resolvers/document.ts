import { connect, type PageArguments } from '../../kit/connection.ts';
import type { Resolvers } from '../../kit/resolvers.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import {
  extracts,
  type BirthRegistrationRecord,
  type DeathRegistrationRecord,
  type ExtractRecord,
  type RegisteredParent,
} from '../collections.ts';
import { birthRegisteredLate, deathRegisteredLate } from '../lateness.ts';
import type { RegistrationRecord } from '../registration-in-force.ts';
import type { JusticeSources } from '../sources.ts';

type Context = CallScope & JusticeSources;

const version = ({ edition }: RegistrationRecord | ExtractRecord) => edition;

/** What both registrations have. */
const registration = {
  version,
  extracts: ({ id }: RegistrationRecord, page: PageArguments, { extractLists, cursors }: Context) =>
    connect(
      {
        spec: extracts,
        range: { index: 'byRegistration', equals: [id], order: 'desc' },
        load: (range) => extractLists.load(range),
      },
      page,
      cursors,
    ),
  source: (record: RegistrationRecord) => ({
    agency: 'JUSTICE',
    asOf: record.updatedAt,
    version: record.version,
  }),
};

/** Extracts lie in one collection; a reference to one of the other kind is a reference to nothing. */
const extractOfKind =
  (kind: ExtractRecord['kind']) =>
  async ({ id }: { readonly id: string }, context: Context) => {
    const extract = await context.extracts.load(id);
    return extract?.kind === kind ? extract : null;
  };

/** Resolvers of the documents of the civil status registers. */
export const documentResolvers: Resolvers<Context> = {
  BirthRegistration: {
    ...registration,
    __resolveReference: ({ id }, { births }) => births.entries.load(id),
    registeredLate: birthRegisteredLate,
    child: ({ childId }: BirthRegistrationRecord) => ({ id: childId }),
  },
  DeathRegistration: {
    ...registration,
    __resolveReference: ({ id }, { deaths }) => deaths.entries.load(id),
    registeredLate: deathRegisteredLate,
    deceased: ({ deceasedId }: DeathRegistrationRecord) => ({ id: deceasedId }),
  },
  BirthExtract: {
    __resolveReference: extractOfKind('BIRTH_EXTRACT'),
    version,
    registration: ({ registrationId }: ExtractRecord, _arguments: unknown, { births }: Context) =>
      births.entries.load(registrationId),
  },
  DeathExtract: {
    __resolveReference: extractOfKind('DEATH_EXTRACT'),
    version,
    registration: ({ registrationId }: ExtractRecord, _arguments: unknown, { deaths }: Context) =>
      deaths.entries.load(registrationId),
  },
  RegisteredParent: {
    citizen: ({ citizenId }: RegisteredParent) => (citizenId === undefined ? null : { id: citizenId }),
  },
};

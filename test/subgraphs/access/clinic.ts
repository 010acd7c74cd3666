import { connect, type PageArguments } from '../../../subgraphs/kit/connection.ts';
import {
  documentLoader,
  rangeLoader,
  type DocumentLoader,
  type RangeLoader,
} from '../../../subgraphs/kit/loader.ts';
import { scalars } from '../../../subgraphs/kit/resolvers.ts';
import type { CollectionSpec, Store, Stored } from '../../../subgraphs/kit/store/port.ts';
import type { CallScope, Subgraph } from '../../../subgraphs/kit/subgraph.ts';

/** A patient of the clinic that the tests of enforcement ask about. */
export interface Patient extends Stored {
  readonly number: string;
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly bornOn?: string;
  readonly leaveDays?: number;
  readonly motherId?: string;
  readonly clinic: string;
}

/** A paper about a patient. */
export interface Paper extends Stored {
  readonly patientId: string;
  readonly shelf: string;
  readonly code: string;
  readonly title: string;
  readonly diagnosis?: string;
  /** Whom it is about, where that is not the patient in whose list it stands. */
  readonly about?: string;
}

export const patients: CollectionSpec<Patient> = {
  name: 'patients',
  indexes: [{ name: 'byNumber', fields: ['number'] }],
};

export const papers: CollectionSpec<Paper> = {
  name: 'papers',
  indexes: [
    { name: 'byShelf', fields: ['shelf', 'code'] },
    { name: 'byPatient', fields: ['patientId', 'code'] },
    { name: 'byCode', fields: ['code'] },
  ],
};

interface ClinicSources {
  readonly patients: DocumentLoader<Patient>;
  readonly patientLists: RangeLoader<Patient>;
  readonly papers: DocumentLoader<Paper>;
  readonly paperLists: RangeLoader<Paper>;
}

type Context = CallScope & ClinicSources;

async function open(store: Store): Promise<() => ClinicSources> {
  const patientCollection = await store.collection(patients);
  const paperCollection = await store.collection(papers);
  return () => ({
    patients: documentLoader(patientCollection),
    patientLists: rangeLoader(patientCollection),
    papers: documentLoader(paperCollection),
    paperLists: rangeLoader(paperCollection),
  });
}

const paperPage = (index: string, key: string, page: PageArguments, { paperLists, cursors }: Context) =>
  connect(
    { spec: papers, range: { index, equals: [key] }, load: (range) => paperLists.load(range) },
    { first: page.first, after: page.after } as PageArguments,
    cursors,
  );

async function lookup(_parent: unknown, { code }: { code: string }, { paperLists }: Context) {
  const [paper] = await paperLists.load({ index: 'byCode', equals: [code], limit: 1 });
  return { outcome: paper ? 'MATCH' : 'NOT_FOUND', paper };
}

/** One record for all patients, as a loader gives it; what it says is about the patient in whom it is found. */
const theNurse = { name: 'Hoa', note: 'cared for' };

const aboutPatient = ({ id, patientId, about = patientId }: Paper) => ({ subject: about, document: id });

/**
 * A small agency with one of each thing that access can stumble over.
 *
 * @param ran is told of each resolver that runs, by coordinate
 */
export function clinic(ran: (coordinate: string) => void): Subgraph<ClinicSources> {
  const told = <Args extends readonly unknown[], Result>(
    coordinate: string,
    resolve: (...args: Args) => Result,
  ) => {
    return (...args: Args): Result => {
      ran(coordinate);
      return resolve(...args);
    };
  };
  return {
    name: 'clinic',
    schema: new URL('clinic.graphql', import.meta.url),
    open,
    standings: {
      Patient: ({ id, clinic }: Patient) => ({ subject: id, madeBy: [clinic], duty: ['AUDITOR'] }),
      Paper: aboutPatient,
      Lookup: ({ paper }: { paper?: Paper }) => paper && aboutPatient(paper),
      'Query.audit': () => ({ duty: ['AUDITOR'] }),
      'Patient.motherName': ({ motherId }: Patient) => ({ subject: motherId }),
      'Patient.emergencyContact': ({ motherId }: Patient) =>
        motherId === undefined ? undefined : { subject: motherId },
    },
    resolvers: {
      ...(({ Date }) => ({ Date }))(scalars),
      Query: {
        patient: (_: unknown, { id }: { id: string }, { patients }: Context) => patients.load(id),
        patients: (_: unknown, { ids }: { ids: string[] }, { patients }: Context) => patients.loadMany(ids),
        patientByNumber: told(
          'Query.patientByNumber',
          async (_: unknown, { number }: { number: string }, { patientLists }: Context) => {
            const [found] = await patientLists.load({ index: 'byNumber', equals: [number], limit: 1 });
            return found ?? null;
          },
        ),
        patientsNamed: (_: unknown, _args: unknown, { patients }: Context) =>
          ['an', 'binh', 'chi'].map((id) => patients.load(id)),
        matches: (_: unknown, { ids }: { ids: string[] }, { patients }: Context) => patients.loadMany(ids),
        neededPatient: (_: unknown, { id }: { id: string }, { patients }: Context) => patients.load(id),
        record: async (_: unknown, { code }: { code: string }, { paperLists }: Context) => {
          const [found] = await paperLists.load({ index: 'byCode', equals: [code], limit: 1 });
          return found ?? null;
        },
        papers: (_: unknown, page: PageArguments, context: Context) =>
          paperPage('byShelf', 'all', page, context),
        lookup,
        audit: () => ({ outcome: 'DONE', advice: 'none' }),
        paperCount: told('Query.paperCount', () => 7),
        busiestPatient: (_: unknown, _args: unknown, { patients }: Context) => patients.load('an'),
      },
      Record: { __resolveType: () => 'Paper' },
      Patient: {
        __resolveReference: ({ id }, { patients }) => patients.load(id),
        isParent: () => true,
        requiredName: ({ name }: Patient) => name,
        unclassified: told('Patient.unclassified', () => 'open'),
        motherName: async ({ motherId }: Patient, _args: unknown, { patients }: Context) =>
          motherId === undefined ? null : (await patients.load(motherId))?.name,
        mother: told('Patient.mother', ({ motherId }: Patient, _args: unknown, { patients }: Context) =>
          motherId === undefined ? null : patients.load(motherId),
        ),
        nurse: () => theNurse,
        address: told('Patient.address', ({ id }: Patient) => ({ street: `street of ${id}` })),
        workplace: told('Patient.workplace', ({ id }: Patient) => ({ name: `workplace of ${id}` })),
        emergencyContact: ({ motherId = 'nobody' }: Patient) => ({ street: `street of ${motherId}` }),
        lookup,
        hasDiagnosis: told('Patient.hasDiagnosis', () => true),
        papers: told('Patient.papers', ({ id }: Patient, page: PageArguments, context: Context) =>
          paperPage('byPatient', id, page, context),
        ),
      },
      Finding: { __resolveReference: ({ id }) => ({ id, text: `text of ${id}` }) },
      Paper: {
        days: () => [{ day: '2026-07-01' }, { day: '2026-07-02' }],
        patient: ({ patientId }: Paper, _args: unknown, { patients }: Context) => patients.load(patientId),
      },
    },
  };
}

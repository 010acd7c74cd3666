import { randomBytes } from 'node:crypto';
import { execute, parse, validate, type GraphQLSchema } from 'graphql';
import type { AccessContext, AccessReport } from '../../../schema/hub-context.ts';
import { enforceAccess } from '../../../subgraphs/kit/access/enforce-access.ts';
import { createCursorCodec } from '../../../subgraphs/kit/cursor.ts';
import { subgraphSchema } from '../../../subgraphs/kit/start-subgraph.ts';
import { openStore } from '../../../subgraphs/kit/store/open-store.ts';
import { clinic, papers, patients, type Paper, type Patient } from './clinic.ts';
import { smallPolicy } from './small-policy.ts';

/** An answer of the clinic, with what it told beside it. */
export interface ClinicAnswer {
  readonly data: unknown;
  readonly codes: readonly unknown[];
  readonly report: AccessReport;
  /** Coordinates of the resolvers that ran, of those that tell. */
  readonly ran: readonly string[];
}

/** The clinic with its guards, over a store in memory. */
export interface OpenClinic {
  readonly schema: GraphQLSchema;
  ask(
    access: AccessContext | undefined,
    operation: string,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<ClinicAnswer>;
}

/** Opens a clinic with these records. */
export async function openClinic(
  given: { readonly patients?: readonly Patient[]; readonly papers?: readonly Paper[] } = {},
): Promise<OpenClinic> {
  const ran: string[] = [];
  const subgraph = clinic((coordinate) => ran.push(coordinate));
  const store = await openStore({ uri: 'memory:' });
  const sourcesOfCall = await subgraph.open(store);
  await (await store.collection(patients)).insertMany(given.patients ?? threePatients);
  await (await store.collection(papers)).insertMany(given.papers ?? []);
  const { standings = {} } = subgraph;
  const { schema, accessOf } = enforceAccess(await subgraphSchema(subgraph), {
    policy: smallPolicy,
    standings,
    maskKey: randomBytes(32).toString('base64url'),
  });
  const today = Temporal.PlainDate.from('2026-07-15');
  const cursors = createCursorCodec(randomBytes(32));
  return {
    schema,
    async ask(access, operation, variableValues = {}) {
      const document = parse(operation);
      const [fault] = validate(schema, document);
      if (fault) throw fault;
      ran.length = 0;
      const call = accessOf(access, today);
      const contextValue = { cursors, today, access: call, ...sourcesOfCall() };
      const { data, errors = [] } = await execute({ schema, document, variableValues, contextValue });
      return {
        data: data === undefined ? undefined : JSON.parse(JSON.stringify(data)),
        codes: errors.map(({ extensions }) => extensions['code']),
        report: call.report(),
        ran: [...ran],
      };
    },
  };
}

/** A patient; what matters to a test is given. */
export function patient(id: string, given: Partial<Patient> = {}): Patient {
  return { id, version: 1, number: `0123456789${id}`, name: `name of ${id}`, clinic: 'clinic-1', ...given };
}

/** A paper about a patient, on the one shelf. */
export function paper(id: string, patientId: string, given: Partial<Paper> = {}): Paper {
  return { id, version: 1, patientId, shelf: 'all', code: id, title: `title of ${id}`, ...given };
}

const threePatients = [patient('an', { motherId: 'binh' }), patient('binh'), patient('chi')];

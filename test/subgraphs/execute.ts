import { randomBytes } from 'node:crypto';
import { execute, parse, validate, type ExecutionResult } from 'graphql';
import { createCursorCodec } from '../../subgraphs/kit/cursor.ts';
import { subgraphSchema } from '../../subgraphs/kit/start-subgraph.ts';
import type { CollectionSpec, Store, Stored } from '../../subgraphs/kit/store/port.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import type { HubCall } from '../../schema/hub-context.ts';
import { openSources } from './open-sources.ts';

/** The day on which all operations of tests are answered. */
export const today = Temporal.PlainDate.from('2026-07-15');

const cursorKey = randomBytes(32);

/** A subgraph over a store in memory, without the door in front of it. */
export interface OpenSubgraph {
  /** Stores documents. */
  put<T extends Stored>(spec: CollectionSpec<T>, ...documents: readonly T[]): Promise<void>;
  /** Runs an operation as one call of the gateway; a faulty operation throws. */
  run(
    operation: string,
    variables?: Readonly<Record<string, unknown>>,
    access?: Partial<NonNullable<HubCall['access']>>,
  ): Promise<Answer>;
}

/** What an operation came to. */
export interface Answer extends Pick<ExecutionResult, 'errors'> {
  readonly data: unknown;
  /** `extensions.code` of each error. */
  readonly codes: readonly unknown[];
  /** How many reads of the store it took, and which, as `collection.method`. */
  readonly reads: number;
  readonly readCalls: readonly string[];
}

/** Opens a subgraph over an empty store. @param around what its reads go through */
export async function openSubgraph<Sources extends object>(
  subgraph: Subgraph<Sources>,
  around?: (store: Store) => Store,
): Promise<OpenSubgraph> {
  const { put, sources, takeReads } = await openSources(subgraph, around);
  const schema = await subgraphSchema(subgraph);
  return {
    put,
    async run(operation, variables = {}, access) {
      const document = parse(operation);
      const [fault] = validate(schema, document);
      if (fault) throw fault;
      takeReads();
      const { data, errors } = await execute({
        schema,
        document,
        variableValues: variables,
        contextValue: {
          call: { ...call, ...(access && { access }) },
          cursors: createCursorCodec(cursorKey),
          today,
          announce,
          ...sources(),
        },
      });
      const codes = (errors ?? []).map(({ extensions }) => extensions['code']);
      const readCalls = takeReads();
      return {
        data: plain(data),
        ...(errors && { errors }),
        codes,
        reads: readCalls.length,
        readCalls,
      };
    },
  };
}

/** Nobody hears of what happens here. */
const announce = async () => undefined;

const call: HubCall = { iss: 'test', aud: 'test', requestId: 'test' };

/** As it would arrive over HTTP. */
function plain(data: unknown): unknown {
  return data === undefined ? undefined : JSON.parse(JSON.stringify(data));
}

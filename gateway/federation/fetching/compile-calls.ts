import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { toByteText, type ByteText } from '../../operation/byte-text.ts';
import { planCalls, type PlannedCall } from '../planning/plan-calls.ts';
import type { CallPart } from '../planning/combine-fetches.ts';
import { parseOperation } from '../planning/provided-fields.ts';
import { readShape, type ReadShape } from '../reading/read-shape.ts';
import { compilePlaces, type Places } from './collect-objects.ts';
import { entityPlaces } from './entity-places.ts';
import { filledPlaces, isFilledByOthers, type FilledPlaces } from './filled-places.ts';
import { keyEchoes, type KeyEcho } from './key-echo.ts';
import { compileRepresent, type EntityWriter } from './represent-entity.ts';

/** A call with all that can be worked out about it before it is made. */
export interface CompiledCall extends Pick<PlannedCall, 'subgraph' | 'kind' | 'variableUsages' | 'after'> {
  readonly query: string;
  /** The body up to the variables, which are all that differs from request to request. */
  readonly head: ByteText;
  readonly shape: ReadShape;
  readonly parts: readonly CompiledPart[];
  /** Positions of the calls that wait for it. */
  readonly before: readonly number[];
}

/** What a call asks of the objects at some places: fields of entities, or of the query or mutation type. */
export interface CompiledPart {
  readonly fetch: FetchNode;
  readonly places: readonly Places[];
  readonly entities: CompiledEntities | undefined;
}

export interface CompiledEntities extends NonNullable<CallPart['entities']> {
  readonly writer: EntityWriter;
  readonly echoes: readonly KeyEcho[];
  /** Whether others add to what is inside them by another way: then it is of each object its own. */
  readonly isFilledByOthers: boolean;
}

/** Compiles the calls of a plan: once for each operation and decision. */
export function compileCalls(schema: GraphQLSchema, plan: QueryPlan): readonly CompiledCall[] {
  const calls = planCalls(plan);
  const parsed = calls.map((call) => ({ ...call, document: parseOperation(call.operation) }));
  const filled = filledPlaces(parsed.map(({ parts, document }) => ({ parts, shape: readShape(document) })));
  const knownIn = entityPlaces(schema, calls, filled);
  return parsed.map(({ document, ...call }, at): CompiledCall => {
    const shape = readShape(document, knownIn(call.parts));
    const { operation: query, operationName, parts } = call;
    const members = JSON.stringify({ query, operationName }).slice(0, -1);
    return {
      subgraph: call.subgraph,
      kind: call.kind,
      variableUsages: call.variableUsages,
      after: call.after,
      before: parsed.flatMap(({ after }, other) => (after.includes(at) ? [other] : [])),
      query,
      head: toByteText(`${members},"variables":{`),
      shape,
      parts: parts.map((part) => compilePart(schema, shape, part, filled)),
    };
  });
}

function compilePart(
  schema: GraphQLSchema,
  shape: ReadShape,
  part: CallPart,
  filled: FilledPlaces,
): CompiledPart {
  const { fetch, paths, entities } = part;
  const { key: top = '', inside } = shape.fields.find(({ key }) => key === entities?.key) ?? {};
  return {
    fetch,
    places: paths.map((path) => compilePlaces(schema, path)),
    entities: entities && {
      ...entities,
      writer: compileRepresent(schema, fetch),
      echoes: inside ? keyEchoes(inside) : [],
      isFilledByOthers: (inside?.fields ?? []).some(
        (field) => field.inside && isFilledByOthers(filled, part, [top, field.key]),
      ),
    },
  };
}

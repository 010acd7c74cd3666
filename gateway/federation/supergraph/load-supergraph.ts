import { Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { assertValidSchema, isInterfaceType, isObjectType, parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { indexAccess, type AccessIndex } from '../../../schema/requirements/access-index.ts';
import { indexCosts, type CostIndex } from '../../limits/cost/cost-index.ts';
import { hiddenNames, type HiddenNames } from '../../operation/hidden-value.ts';
import { choosePrefix } from '../../operation/private-keys.ts';
import { adaptSupergraph } from './adapt-supergraph.ts';
import { readScalars } from './read-scalars.ts';
import { splitRequires } from './split-requires.ts';
import type { SplitSupergraph } from './split-requires.ts';

/** A subgraph as its supergraph names it. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  /**
   * Whether it is an agency of a hub, one that classifies its data: what any other reports of disclosures and denials is
   * nobody's word.
   */
  readonly isAgency: boolean;
}

/** One supergraph, loaded. It never changes: a reload makes another one. */
export interface LoadedSupergraph {
  readonly sdl: string;
  /** What clients may ask: nothing that is `@inaccessible`, none of the federation's own directives. */
  readonly schema: GraphQLSchema;
  /** Everything, for conditions on types that clients do not see. */
  readonly fullSchema: GraphQLSchema;
  /** What `fullSchema` has and `schema` has not. */
  readonly hidden: HiddenNames;
  /** What the coordinates ask for: made together with the schema, so that the two never differ. */
  readonly access: AccessIndex;
  /** What the cost directives say. */
  readonly costs: CostIndex;
  readonly planner: QueryPlanner;
  /** What turns a plan of the planner into one over the subgraphs as they are. */
  readonly split: SplitSupergraph;
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  readonly aliasPrefix: string;
}

/** @throws Error that says in one paragraph why the supergraph cannot be served */
export function loadSupergraph(sdl: string): LoadedSupergraph {
  try {
    const original = parse(sdl);
    const document = adaptSupergraph(original);
    const split = splitRequires(document);
    const supergraph = Supergraph.build(document);
    const schema = supergraph.apiSchema().toGraphQLJSSchema();
    assertValidSchema(schema);
    const fullSchema = supergraph.schema.toGraphQLJSSchema();
    const access = indexAccess(original, fullSchema);
    if (access.isClassified) readScalars(schema);
    const subgraphs = supergraph
      .subgraphsMetadata()
      .map((subgraph) => ({ ...checkUrl(subgraph), isAgency: access.isClassified }));
    return {
      sdl,
      schema,
      fullSchema,
      hidden: hiddenNames(schema, fullSchema),
      access,
      costs: indexCosts(original),
      planner: new QueryPlanner(split.document === document ? supergraph : Supergraph.build(split.document), {
        // What is asked of objects of one type is asked of no others: else an agency shows, and the log says, too much.
        typeConditionedFetching: true,
      }),
      split,
      subgraphs: new Map(subgraphs.map((subgraph) => [subgraph.name, subgraph])),
      aliasPrefix: choosePrefix(fieldNames(fullSchema)),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The supergraph cannot be served: ${reason}`, { cause: error });
  }
}

function checkUrl({ name, url }: Pick<Subgraph, 'name' | 'url'>): Pick<Subgraph, 'name' | 'url'> {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new Error(`subgraph "${name}" needs an http or https routing URL, but has ${JSON.stringify(url)}.`);
  }
  return { name, url };
}

function* fieldNames(schema: GraphQLSchema): Generator<string> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) || isInterfaceType(type)) yield* Object.keys(type.getFields());
  }
}

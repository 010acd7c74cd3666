import { setImmediate as turnOver } from 'node:timers/promises';
import * as fc from 'fast-check';
import { graphql, isObjectType, parse, validate, type GraphQLSchema } from 'graphql';
import { anonymous } from '../../../gateway/access/caller.ts';
import { judgeCaller } from '../../../gateway/access/judge.ts';
import { createAnswerer } from '../../../gateway/federation/answer-operation.ts';
import { createReadier } from '../../../gateway/federation/ready-operation.ts';
import { SubgraphFault } from '../../../gateway/federation/fetching/subgraph-fault.ts';
import { readReply } from '../../../gateway/federation/reading/read-reply.ts';
import { defaultLimits } from '../../../gateway/limits/limits.ts';
import { loadSupergraph } from '../../../gateway/federation/supergraph/load-supergraph.ts';
import { addResolversToSchema } from '../add-resolvers.ts';
import { randomOperation, type Draw } from '../random-operation.ts';
import { composeGraph } from '../start-graph.ts';
import { dividedGraph, wholeResolvers } from '../whole-graph.ts';
import { apolloAnswer, type AskSubgraph } from './apollo-answer.ts';
import { failingSchema, noFaults, type Faults } from './failing-schema.ts';
import { handwritings, type Handwriting } from './write-otherwise.ts';

/** What became of one random operation. */
export interface Comparison {
  readonly query: string;
  readonly hasFaults: boolean;
  /** Who answers otherwise than the gateway: nobody, if all is well. */
  readonly differing: readonly string[];
  /** Whether Apollo's executor had anything to say. */
  readonly isApolloHeard: boolean;
  /** Whether Apollo's executor gave the right answer, where that is known from one server with all the data. */
  readonly isApolloRight: boolean;
}

const aliases = [
  'id',
  'name',
  'income',
  'title',
  'papers',
  'of',
  'x',
  'constructor',
  'h0',
  'stamp',
  'born',
  'toy',
  'pet',
  'school',
];
const entityIds = ['1', '2', '3', 'a', 'b', 'c', 'x', 'y'];

/** Compares the answers to random operations over five subgraphs, a third of them with parts that fail. */
export function createComparison(): (draw: Draw) => Promise<Comparison | undefined> {
  const sdl = composeGraph(dividedGraph);
  const loaded = loadSupergraph(sdl);
  const whole = addResolversToSchema(loadSupergraph(sdl).schema, wholeResolvers);
  let faults = noFaults;
  /** Whose answers come when all others that can be there are. */
  let last = '';
  const schemas = new Map(
    Object.entries(dividedGraph).map(([name, each]) => [name, failingSchema(name, each, () => faults)]),
  );
  const coordinates = [...schemas].flatMap(([name, schema]) => coordinatesIn(name, schema));
  const judge = judgeCaller(loaded.access, anonymous, {});
  const answer = createAnswerer(loaded, defaultLimits.operation);
  const makeReady = createReadier(loaded);

  const ask: AskSubgraph = async (name, request) => {
    const schema = schemas.get(name);
    if (!schema || faults.away.has(name)) throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', name, 'away');
    if (name === last) await turnOver();
    const { query, variables } = request as { readonly query: string; readonly variables?: object };
    return graphql({ schema, source: query, variableValues: { ...variables }, contextValue: {} });
  };
  const askOurs = async (request: Parameters<typeof answer>[0], write: Handwriting) => {
    const { result } = await answer(request, {
      dryRun: false,
      send: async (name, { body, shape }) => {
        const written = write(await ask(name, JSON.parse(body) as { readonly query: string }));
        const reply = readReply(Buffer.from(written), shape, { isAgency: false });
        if (!reply) throw new SubgraphFault('SUBGRAPH_ERROR', name, 'no answer');
        return reply;
      },
      heard: () => {},
      report: () => {},
      planned: () => {},
      mayChange: async () => {},
      introspectable: () => undefined,
    });
    return JSON.stringify(result);
  };

  return async (draw) => {
    const source = randomOperation(whole, aliases, draw);
    const document = parse(source);
    if (validate(whole, document).length > 0) return undefined;
    const variables = { off: draw(fc.boolean) };
    const request = { source, document, operationName: undefined, variables, judge };
    const theirs = async () =>
      apolloAnswer(loaded, makeReady(request), variables, ask).catch(() => undefined);
    const agree = (ours: string, other: unknown) =>
      other === undefined || canonical(other) === canonical((JSON.parse(ours) as { data: unknown }).data);
    const askAll = async (differing: Set<string>): Promise<string> => {
      const ours = await askOurs(request, handwritings.usual);
      for (const [name, write] of Object.entries(handwritings)) {
        if ((await askOurs(request, write)) !== ours) differing.add(name);
      }
      return ours;
    };
    const differing = new Set<string>();
    faults = noFaults;
    last = draw(fc.constantFrom, ...schemas.keys());
    const sound = await askAll(differing);
    const { data } = await graphql({ schema: whole, source, variableValues: variables });
    if (JSON.stringify({ data }) !== sound) differing.add('one server');
    const theirsSound = await theirs();
    const isApolloRight = agree(sound, theirsSound);
    const hasFaults = draw(fc.nat, 2) === 0;
    if (hasFaults) {
      faults = drawFaults(draw, coordinates, [...schemas.keys()]);
      const faulty = await askAll(differing);
      if (isApolloRight && !agree(faulty, await theirs())) differing.add('@apollo/gateway');
    }
    const isApolloHeard = theirsSound !== undefined;
    return { query: source, hasFaults, differing: [...differing], isApolloHeard, isApolloRight };
  };
}

function drawFaults(draw: Draw, coordinates: readonly string[], names: readonly string[]): Faults {
  const name = names[draw(fc.nat, names.length - 1)] ?? '';
  const kind = draw(fc.nat, 2);
  if (kind === 0) return { ...noFaults, away: new Set([name]) };
  if (kind === 1)
    return { ...noFaults, unknown: new Set([`${name} ${draw(fc.constantFrom, ...entityIds)}`]) };
  const failing = [1, 2].map(() => coordinates[draw(fc.nat, coordinates.length - 1)] ?? '');
  return { ...noFaults, fields: new Set(failing) };
}

function coordinatesIn(name: string, schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('_')
      ? Object.keys(type.getFields()).map((field) => `${name} ${type.name}.${field}`)
      : [],
  );
}

/** JSON with the keys in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}

import * as fc from 'fast-check';
import { graphql, parse, validate, type GraphQLSchema } from 'graphql';
import { expect, test } from 'vitest';
import { addResolversToSchema } from './add-resolvers.ts';
import { loadSupergraph } from '../../gateway/federation/supergraph/load-supergraph.ts';
import { randomOperation } from './random-operation.ts';
import { startGraph } from './start-graph.ts';
import { dividedGraph, wholeResolvers } from './whole-graph.ts';

const aliases = ['id', 'name', 'income', 'title', 'papers', 'of', 'x', 'constructor', 'h0', 'stamp', 'born'];

/** How often the property is tried; a failure prints the seed that shows it again. */
const RUNS = 150;

test('five subgraphs answer as one server with all their data would, field by field and in order', async () => {
  const { supergraphSdl, ours } = await startGraph(dividedGraph);
  const whole: GraphQLSchema = addResolversToSchema(loadSupergraph(supergraphSdl).schema, wholeResolvers);
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(fc.gen(), fc.boolean(), async (draw, off) => {
      const query = randomOperation(whole, aliases, draw);
      fc.pre(validate(whole, parse(query)).length === 0);
      const expected = await graphql({ schema: whole, source: query, variableValues: { off } });
      const { data, errors } = await ours(query, { off });
      tried++;
      expect({ query, errors, data: JSON.stringify(data) }).toEqual({
        query,
        errors: undefined,
        data: JSON.stringify(expected.data),
      });
    }),
    { numRuns: RUNS, seed: 69 },
  );
  expect(tried).toBe(RUNS);
});

import { serveSubgraph } from '../../federation/serve-subgraph.ts';
import { baseGraph } from '../base-graph.ts';

/**
 * One subgraph of the base graph as a process of its own: `main.ts NAME`. Says where it listens, and then each body that
 * it receives, one a line.
 */
const source = baseGraph.find(({ name }) => name === process.argv[2]);
if (!source) throw new Error('Give the name of a subgraph of the base graph.');
const { url } = await serveSubgraph({
  ...source,
  tamper: ({ body }) => {
    console.log(body);
    return undefined;
  },
});
console.log(`Ready: ${url}`);

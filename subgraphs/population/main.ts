import { runSubgraph } from '../kit/run-subgraph.ts';
import { population } from './subgraph.ts';

await runSubgraph(
  { name: population.name, make: () => population },
  { args: process.argv.slice(2), environment: process.env },
);

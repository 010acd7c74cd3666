import { runSubgraph } from '../kit/run-subgraph.ts';
import { population } from './subgraph.ts';

await runSubgraph(population, process.env);

import { runSubgraph } from '../kit/run-subgraph.ts';
import { health } from './subgraph.ts';

await runSubgraph(health, process.env);

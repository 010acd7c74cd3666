import { runSubgraph } from '../kit/run-subgraph.ts';
import { vss } from './subgraph.ts';

await runSubgraph(vss, process.env);

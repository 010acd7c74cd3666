import { runSubgraph } from '../kit/run-subgraph.ts';
import { justice } from './subgraph.ts';

await runSubgraph(justice, process.env);

import { runSubgraph } from '../kit/run-subgraph.ts';
import { justice } from './subgraph.ts';

await runSubgraph(
  { name: justice.name, make: () => justice },
  { args: process.argv.slice(2), environment: process.env },
);

import { runSubgraph } from '../kit/run-subgraph.ts';
import { health } from './subgraph.ts';

await runSubgraph(
  { name: health.name, make: () => health },
  { args: process.argv.slice(2), environment: process.env },
);

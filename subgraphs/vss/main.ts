import { runSubgraph } from '../kit/run-subgraph.ts';
import { readClaimSettings } from './claims/evidence/claim-settings.ts';
import { createVss } from './subgraph.ts';

await runSubgraph(
  {
    name: 'vss',
    make: (settings, log) => createVss(readClaimSettings(settings, (line) => log.error(line))),
  },
  { args: process.argv.slice(2), environment: process.env },
);

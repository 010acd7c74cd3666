import { runSubgraph } from '../kit/run-subgraph.ts';
import { readClaimSettings } from './claims/evidence/claim-settings.ts';
import { createVss } from './subgraph.ts';

try {
  const settings = readClaimSettings(process.env, (line) => console.error(line));
  await runSubgraph(createVss(settings), process.env);
} catch (error) {
  console.error(`vss: ${(error as Error).message}`);
  process.exitCode = 2;
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../scenario/free-port.ts';
import { runProgram } from '../run-program.ts';
import type { RunOptions } from '../run-measured.ts';

/**
 * Hive Router (Rust) over a supergraph, with one worker for the one core it has and, as all others here, without sharing
 * equal requests among callers; else as its documentation has it.
 *
 * @param program the built program
 * @param folder for what it reads when it starts
 */
export async function runHiveRouter(
  program: string,
  supergraphSdl: string,
  folder: string,
  options: RunOptions,
) {
  const port = Number(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const supergraph = join(folder, 'supergraph.graphql');
  const config = join(folder, 'router.config.json');
  await writeFile(supergraph, supergraphSdl);
  await writeFile(
    config,
    JSON.stringify({
      supergraph: { source: 'file', path: supergraph },
      http: { host: '127.0.0.1', port, workers: 1 },
      traffic_shaping: { router: { dedupe: { enabled: false } }, all: { dedupe_enabled: false } },
    }),
  );
  return runProgram(
    {
      command: [program],
      env: { ROUTER_CONFIG_FILE_PATH: config, LOG_LEVEL: 'error' },
      url,
      health: `${url}/readiness`,
    },
    options,
  );
}

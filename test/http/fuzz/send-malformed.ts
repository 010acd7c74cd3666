import * as fc from 'fast-check';
import { Pool } from 'undici';
import { createFederation } from '../../../gateway/federation/create-federation.ts';
import { startServer } from '../../../gateway/server.ts';
import { isErrorCode } from '../../../schema/error-codes.ts';
import { tinySupergraph } from '../tiny-supergraph.ts';
import { fuzzedTypes, lowLimits, malformedBody } from './malformed-requests.ts';

/** What came of malformed requests. */
export interface FuzzFigures {
  /** Answers by their status, and errors by their code. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly codes: Readonly<Record<string, number>>;
  /** What may never be: status 500, a code that is none of ours, a fault of our own; with the request. */
  readonly complaints: readonly string[];
  /** Mebibytes of heap that are in use after each part of the run; after a collection where node was started with `--expose-gc`. */
  readonly heap: readonly number[];
}

const callers = 4;
const parts = 10;

/** Sends so many requests, made from a seed, to a gateway whose limits are low. */
export async function sendMalformed(count: number, seed: number): Promise<FuzzFigures> {
  const complaints: string[] = [];
  const server = await startServer({
    gateway: createFederation({ supergraphSdl: tinySupergraph(fuzzedTypes), limits: lowLimits }),
    host: '127.0.0.1',
    port: 0,
    introspection: true,
    readyChecks: {},
    limits: lowLimits,
    onFault: (fault) => complaints.push(`fault: ${fault.message}`),
  });
  const pool = new Pool(server.url, { connections: callers });
  const statuses: Record<string, number> = {};
  const codes: Record<string, number> = {};
  const send = async (body: Buffer) => {
    const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
    const answer = await pool.request({ path: '/graphql', method: 'POST', headers, body });
    const { errors = [] } = (await answer.body.json()) as { errors?: { extensions?: { code?: string } }[] };
    statuses[answer.statusCode] = (statuses[answer.statusCode] ?? 0) + 1;
    const told = errors.map(({ extensions }) => extensions?.code ?? 'none');
    for (const code of told) codes[code] = (codes[code] ?? 0) + 1;
    if (answer.statusCode === 500 || !told.every(isErrorCode)) complaints.push(body.toString());
  };
  const heap: number[] = [];
  for (let part = 0; part < parts; part++) {
    const bodies = fc
      .sample(malformedBody, { numRuns: Math.ceil(count / parts), seed: seed + part })
      .values();
    const call = async () => {
      for (const body of bodies) await send(body);
    };
    await Promise.all(Array.from({ length: callers }, call));
    globalThis.gc?.();
    heap.push(Math.round(process.memoryUsage().heapUsed / (1024 * 1024)));
  }
  await pool.close();
  await server.stop();
  return { statuses, codes, complaints, heap };
}

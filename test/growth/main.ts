import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { mongoAtHand, runMongoServer, type MongoServer } from '../store/run-mongo-server.ts';
import { readSizes } from './read-sizes.ts';
import { openSizedHub, type SizedHub } from './sized-hub.ts';

/** Requests that are not counted, and those that are. */
const [warmUp, counted] = [60, 200];

const kinds = ['point', 'page'] as const;

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1000,50000' },
    mongodb: { type: 'boolean', default: false },
  },
});
const sizes = readSizes(values.people);
if (typeof sizes === 'string') {
  console.error(sizes);
  process.exitCode = 2;
} else {
  const folder = await mkdtemp(join(tmpdir(), 'growth-'));
  const servers: MongoServer[] = [];
  const hubs: SizedHub[] = [];
  if (values.mongodb && mongoAtHand === 'FerretDB')
    console.log(
      'On FerretDB a question costs what the collection is large (decision 0055), and times out from some 10,000 people on: this is no measure of MongoDB. Set MONGODB_URI for that.',
    );
  try {
    for (const size of sizes) {
      // Each has a server of its own: the one does not wait for what the other writes.
      const server = values.mongodb ? await runMongoServer() : undefined;
      if (server) servers.push(server);
      const uriOf = (name: string) =>
        server ? `${server.uri}-${size}-${name}` : `file:${join(folder, String(size), `${name}.db`)}`;
      const hub = await openSizedHub(size, uriOf, console.error);
      hubs.push(hub);
      console.log(`${hub.people} people, made in ${hub.seconds.toFixed(0)} s`);
    }
    await compare(hubs);
  } finally {
    for (const hub of hubs) await hub.stop();
    for (const server of servers) await server.stop();
    await rm(folder, { recursive: true });
  }
}

/** Asks all hubs in turn, so that whatever else the machine does happens to all of them alike. */
async function compare(hubs: readonly SizedHub[]): Promise<void> {
  const times = hubs.map(() => ({ point: [] as number[], page: [] as number[] }));
  for (let round = 0; round < warmUp + counted; round += 1) {
    for (const kind of kinds) {
      for (const [at, hub] of hubs.entries()) {
        const begun = performance.now();
        await hub.ask(kind);
        if (round >= warmUp) times[at]?.[kind].push(performance.now() - begun);
      }
    }
  }
  for (const kind of kinds) {
    const medians = times.map((of) => of[kind].toSorted((a, b) => a - b)[counted / 2] ?? Number.NaN);
    const told = hubs.map(({ people }, at) => `${people}: ${medians[at]?.toFixed(2)} ms`).join(', ');
    console.log(`${kind}: ${told}, ratio ${((medians.at(-1) ?? 0) / (medians[0] ?? 1)).toFixed(2)}`);
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { numberFromZero, readCommandLine } from '../command-line.ts';
import { agencies } from '../../start/start-hub.ts';
import type { WorldOptions } from '../world/generate-world.ts';
import { mongoAtHand, runMongoServer, type MongoServer } from '../store/run-mongo-server.ts';
import { compareHubs, questionsIn } from './compare-hubs.ts';
import { describeFiles } from './describe-files.ts';
import { fillWorld } from './fill-world.ts';
import { forgetFiles } from './forget-files.ts';
import { multiplyWorld } from './multiply-world.ts';
import { copiesOf, readSizes } from './read-sizes.ts';
import { lookAtWorld, makeWorld, openSizedHub, type SizedHub } from './sized-hub.ts';

const values = readCommandLine(
  'growth [-- --people N,N… --keep DIR --before N --cold --levels --mongodb]',
  {
    people: { type: 'string', default: '1000,50000' },
    keep: { type: 'string' },
    mongodb: { type: 'boolean', default: false },
    levels: { type: 'boolean', default: false },
    cold: { type: 'boolean', default: false },
    before: { type: 'string', default: '60' },
  },
  { before: numberFromZero },
);
const sizes = readSizes(values);
if (typeof sizes === 'string') {
  console.error(sizes);
  process.exitCode = 2;
} else {
  const folder = values.keep ?? (await mkdtemp(join(tmpdir(), 'growth-')));
  const servers: MongoServer[] = [];
  const hubs: SizedHub[] = [];
  if (values.mongodb && mongoAtHand === 'FerretDB')
    console.log(
      'On FerretDB a question costs what the collection is large (decision 0055), and times out from some 10,000 people on: this is no measure of MongoDB. Set MONGODB_URI for that.',
    );
  try {
    for (const size of sizes.people) {
      // Each has a server of its own: the one does not wait for what the other writes.
      const server = values.mongodb ? await runMongoServer() : undefined;
      if (server) servers.push(server);
      const pathIn = (people: number) => (name: string) => join(folder, String(people), `${name}.db`);
      const uriIn = (people: number) => (name: string) =>
        server ? `${server.uri}-${people}-${name}` : `file:${pathIn(people)(name)}`;
      const [pathOf, uriOf, times] = [pathIn(size), uriIn(size), copiesOf(size)];
      const one = size / times;
      const fillOne = (world: WorldOptions) => fillWorld(uriIn(one), world);
      const seconds = await makeWorld(size, uriOf, async (world) => {
        if (times === 1) return fillOne(world);
        await makeWorld(one, uriIn(one), fillOne);
        await multiplyWorld(pathIn(one), pathOf, times, sizes.people.includes(one));
      });
      const known = await lookAtWorld(uriOf, questionsIn(sizes.before));
      const files = server ? '' : `; ${await describeFiles(pathOf, values.levels)}`;
      if (values.cold) await forgetFiles(agencies.map(pathOf));
      const hub = await openSizedHub(uriOf, times, known);
      hubs.push(hub);
      const made = seconds === undefined ? 'kept' : `made in ${seconds.toFixed(0)} s`;
      console.log(`${hub.people} people, ${made}${files}`);
    }
    await compareHubs(hubs, sizes.before, console.log);
  } finally {
    for (const hub of hubs) await hub.stop();
    for (const server of servers) await server.stop();
    if (values.keep === undefined) await rm(folder, { recursive: true });
  }
}

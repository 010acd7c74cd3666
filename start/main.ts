import { join } from 'node:path';
import { fillStores } from './fill-stores.ts';
import { explainListenError } from '../gateway/start/listen-error.ts';
import { openLog } from '../gateway/start/open-log.ts';
import { readNamedFile } from '../gateway/cli/read-file.ts';
import { runCommand } from '../subgraphs/kit/command/run-command.ts';
import { UsageError } from '../subgraphs/kit/command/usage-error.ts';
import type { DisclosureLog } from '../gateway/log/disclosure-log.ts';
import { readHubSettings, storeUri, type HubSettings } from './hub-settings.ts';
import { findFirstClaim } from './first-claim.ts';
import { agencies, startHub, type HubStores } from './start-hub.ts';
import { openStore } from '../subgraphs/kit/store/open-store.ts';
import type { Store } from '../subgraphs/kit/store/port.ts';
import { defaultDay } from '../test/world/generate-world.ts';
import { tellStories } from '../test/world/stories.ts';
import { welcome } from './welcome.ts';

const storeNames = [...agencies, 'hub'] as const;

const started = performance.now();

await runCommand(() => run(readHubSettings(process.argv.slice(2), process.env)));

/** Runs the hub until the process is told to stop. */
async function run(settings: HubSettings): Promise<void> {
  if (process.env['NODE_ENV'] === 'production') {
    throw new UsageError(
      'npm start serves synthetic people with keys of the moment; in production run each part by itself.',
    );
  }
  const stores = await openStores(settings);
  let log: DisclosureLog | undefined;
  const close = async () => {
    await log?.close();
    await closeStores(Object.values(stores));
  };
  try {
    log = await openLog(logOptions(settings), (line) => console.error(line), readNamedFile);
    const { hub, words } = await start(stores, log, settings);
    const stop = async () => {
      await hub.stop();
      await close();
    };
    process.once('SIGTERM', () => void stop()).once('SIGINT', () => void stop());
    // Last: whoever reads that it is ready may tell it to stop.
    console.log(words);
  } catch (error) {
    await close();
    throw error;
  }
}

/** Fills the stores where they are empty, starts the hub, and says in words what to try. */
async function start(stores: HubStores, log: DisclosureLog, settings: HubSettings) {
  const { host, port, seed, population } = settings;
  const filled = await fillStores(stores, { seed, population, asOf: defaultDay });
  const stories = tellStories(seed, defaultDay);
  const claim = await findFirstClaim(stores.vss, stories[0]?.citizenId ?? '');
  const hub = await startHub({
    stores,
    log,
    host,
    port,
    explorer: claim.explorer,
    onFault: (line) => console.error(line),
  }).catch((error: unknown) => {
    throw explainListenError(error, host, port, { host: 'HOST', port: 'PORT' });
  });
  const seconds = (performance.now() - started) / 1000;
  return { hub, words: welcome({ url: hub.url, seconds, claim, stories, ...filled }) };
}

/** The log lies beside the agencies' stores; where they end with the process, so does it. */
function logOptions(settings: HubSettings) {
  const { dataDir, mongodbUri } = settings;
  const inStore = mongodbUri === undefined ? 'memory:' : storeUri(settings, 'log');
  return {
    place: dataDir === undefined ? inStore : join(dataDir, 'log'),
    keyFile: undefined,
    gateway: 'hub',
  };
}

/** Opens all stores or none: one that stays open would keep the process alive. */
async function openStores(settings: HubSettings): Promise<HubStores> {
  const opened = await Promise.allSettled(
    storeNames.map((name) => openStore({ uri: storeUri(settings, name) })),
  );
  const stores = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failure = opened.find((result) => result.status === 'rejected');
  if (failure) {
    await closeStores(stores);
    throw failure.reason;
  }
  return Object.fromEntries(storeNames.map((name, at) => [name, stores[at]])) as unknown as HubStores;
}

async function closeStores(stores: readonly Store[]): Promise<void> {
  await Promise.all(stores.map((store) => store.close()));
}

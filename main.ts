import { fillStores } from './fill-stores.ts';
import { explainListenError } from './gateway/cli/listen-error.ts';
import { UsageError } from './gateway/cli/usage-error.ts';
import { readHubSettings, storeUri, type HubSettings } from './hub-settings.ts';
import { agencies, startHub, type Agency } from './start-hub.ts';
import { openStore } from './subgraphs/kit/store/open-store.ts';
import type { Store } from './subgraphs/kit/store/port.ts';
import { StoreError } from './subgraphs/kit/store/store-errors.ts';
import { firstQuery } from './test/world/first-query.ts';
import { defaultDay } from './test/world/generate-world.ts';
import { tellStories } from './test/world/stories.ts';
import { welcome } from './welcome.ts';

type Stores = Record<Agency, Store>;

const started = performance.now();

try {
  await run(readHubSettings(process.argv.slice(2), process.env));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof StoreError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

/** Runs the hub until the process is told to stop. */
async function run(settings: HubSettings): Promise<void> {
  if (process.env['NODE_ENV'] === 'production') {
    throw new UsageError(
      'npm start serves synthetic people with keys of the moment; in production run each part by itself.',
    );
  }
  const stores = await openStores(settings);
  try {
    const hub = await start(stores, settings);
    const stop = async () => {
      await hub.stop();
      await closeStores(Object.values(stores));
    };
    process.once('SIGTERM', () => void stop()).once('SIGINT', () => void stop());
  } catch (error) {
    await closeStores(Object.values(stores));
    throw error;
  }
}

/** Fills the stores where they are empty, starts the hub and says what to try. */
async function start(stores: Stores, { host, port, seed, population }: HubSettings) {
  const filled = await fillStores(stores, { seed, population, asOf: defaultDay });
  const stories = tellStories(seed, defaultDay);
  const query = firstQuery(stories[0]?.citizenId ?? '');
  const hub = await startHub({
    stores,
    host,
    port,
    explorerQuery: query,
    onFault: (line) => console.error(line),
  }).catch((error: unknown) => {
    throw explainListenError(error, host, port, { host: 'HOST', port: 'PORT' });
  });
  const seconds = (performance.now() - started) / 1000;
  console.log(welcome({ url: hub.url, seconds, query, stories, ...filled }));
  return hub;
}

/** Opens all stores or none: one that stays open would keep the process alive. */
async function openStores(settings: HubSettings): Promise<Stores> {
  const opened = await Promise.allSettled(
    agencies.map((agency) => openStore({ uri: storeUri(settings, agency) })),
  );
  const stores = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failure = opened.find((result) => result.status === 'rejected');
  if (failure) {
    await closeStores(stores);
    throw failure.reason;
  }
  return Object.fromEntries(agencies.map((agency, at) => [agency, stores[at]])) as Stores;
}

async function closeStores(stores: readonly Store[]): Promise<void> {
  await Promise.all(stores.map((store) => store.close()));
}

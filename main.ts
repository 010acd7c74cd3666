import { mkdir } from 'node:fs/promises';
import { explainListenError } from './gateway/cli/listen-error.ts';
import { UsageError } from './gateway/cli/usage-error.ts';
import { readHubSettings, storeUri, type HubSettings } from './hub-settings.ts';
import { agencies, startHub, type Agency } from './start-hub.ts';
import { openStore } from './subgraphs/kit/store/open-store.ts';
import type { Store } from './subgraphs/kit/store/port.ts';
import { StoreError } from './subgraphs/kit/store/store-errors.ts';
import { firstQuery } from './test/world/first-query.ts';
import { defaultDay } from './test/world/generate-world.ts';
import { loadWorld, worldPopulation } from './test/world/load-world.ts';
import { showProgress } from './test/world/show-progress.ts';
import { tellStories } from './test/world/stories.ts';

const started = performance.now();

try {
  await run(readHubSettings(process.argv.slice(2), process.env));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof StoreError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

/** Opens the stores, fills them where they are empty, starts the hub and says what to try. */
async function run(settings: HubSettings): Promise<void> {
  const { host, port, seed } = settings;
  if (process.env['NODE_ENV'] === 'production') {
    throw new UsageError(
      'npm start serves synthetic people with keys of the moment; in production run each part by itself.',
    );
  }
  const stores = await openStores(settings);
  const people = await fill(stores, settings);
  const [newMother] = tellStories(seed, defaultDay);
  const query = firstQuery(newMother?.citizenId ?? '');
  const hub = await startHub({
    stores,
    host,
    port,
    explorerQuery: query,
    onFault: (line) => console.error(line),
  }).catch(async (error: unknown) => {
    await closeStores(stores);
    throw explainListenError(error, host, port);
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(welcome(hub.url, people, seconds, query));
  const stop = async () => {
    await hub.stop();
    await closeStores(stores);
  };
  process.once('SIGTERM', () => void stop()).once('SIGINT', () => void stop());
}

async function openStores(settings: HubSettings): Promise<Record<Agency, Store>> {
  if (settings.dataDir !== undefined)
    await mkdir(settings.dataDir, { recursive: true }).catch(() => undefined);
  const opened = await Promise.all(
    agencies.map(async (agency) => [agency, await openStore({ uri: storeUri(settings, agency) })] as const),
  );
  return Object.fromEntries(opened) as Record<Agency, Store>;
}

async function closeStores(stores: Record<Agency, Store>): Promise<void> {
  await Promise.all(Object.values(stores).map((store) => store.close()));
}

async function fill(stores: Record<Agency, Store>, { seed, population }: HubSettings): Promise<number> {
  const there = await worldPopulation(stores);
  if (there > 0) return there;
  const progress = showProgress(process.stderr, 'people', population);
  const people = await loadWorld(stores, { seed, population, asOf: defaultDay }, progress.update);
  progress.end();
  return people;
}

function welcome(url: string, people: number, seconds: string, query: string): string {
  const body = JSON.stringify({ query: query.replaceAll(/#.*\n/g, '').replaceAll(/\s+/g, ' ').trim() });
  return `
  Liên Thông is ready (${seconds} s): four agencies, ${people.toLocaleString('en')} synthetic people.

    Explorer   ${url}/          press Ctrl+Enter for the first query
    GraphQL    ${url}/graphql

  Try one question to four agencies:

    curl -s ${url}/graphql -H 'content-type: application/json' -d '${body}'

  Ctrl+C stops it.
`;
}

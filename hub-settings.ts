import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from './gateway/cli/usage-error.ts';

/** What `npm start` was asked to do. */
export interface HubSettings {
  readonly host: string;
  readonly port: number;
  /** Where the agencies' stores are: a folder, a MongoDB server, or nowhere for stores that end with the process. */
  readonly dataDir: string | undefined;
  readonly mongodbUri: string | undefined;
  /** How many synthetic people a new world has, and the seed that makes it the same again. */
  readonly population: number;
  readonly seed: string;
}

const usage =
  'Usage: npm start [-- --population N --seed TEXT], with PORT, HOST, DATA_DIR or MONGODB_URI set.';
const largestWorld = 1_000_000;

/**
 * Reads the command line and the environment of `npm start`.
 *
 * @throws UsageError
 */
export function readHubSettings(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): HubSettings {
  const { population, seed } = readOptions(args);
  const {
    DATA_DIR: dataDir,
    MONGODB_URI: mongodbUri,
    HOST: host = '127.0.0.1',
    PORT: port = '4000',
  } = environment;
  if (dataDir && mongodbUri) throw new UsageError('Set DATA_DIR or MONGODB_URI, not both.');
  return {
    host,
    port: wholeNumber('PORT', port, 0, 65_535),
    dataDir: dataDir || undefined,
    mongodbUri: mongodbUri || undefined,
    population: wholeNumber('--population', population, 100, largestWorld),
    seed,
  };
}

/** The URI of an agency's own store: no agency can read another's. */
export function storeUri({ dataDir, mongodbUri }: HubSettings, agency: string): string {
  if (mongodbUri !== undefined) {
    const uri = new URL(mongodbUri);
    const database = uri.pathname.slice(1) || 'lien-thong';
    uri.pathname = `/${database}-${agency}`;
    return uri.href;
  }
  return dataDir === undefined ? 'memory:' : `file:${join(dataDir, `${agency}.db`)}`;
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        population: { type: 'string', default: '1000' },
        seed: { type: 'string', default: 'lien-thong' },
      },
    }).values;
  } catch (error) {
    const [reason] = error instanceof Error ? error.message.split('. ') : ['The options cannot be read'];
    throw new UsageError(`${reason}. ${usage}`);
  }
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`${name} must be a whole number from ${least} to ${most}.`);
}

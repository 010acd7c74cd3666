import { join } from 'node:path';
import { parseOptions } from '../subgraphs/kit/command/parse-options.ts';
import { UsageError } from '../subgraphs/kit/command/usage-error.ts';

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

/** Not read as a URL: a replica set has several hosts, which no URL has. */
const mongodbFormat = /^(?<server>mongodb(\+srv)?:\/\/[^/?]+)(\/(?<database>[^/?]*))?(\?(?<options>.*))?$/;

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
  // Without the value: it may hold a password.
  if (mongodbUri && !mongodbFormat.test(mongodbUri)) {
    throw new UsageError(
      'MONGODB_URI must be mongodb://[USER:PASSWORD@]HOST[:PORT][,HOST[:PORT]…]/DATABASE[?OPTIONS].',
    );
  }
  return {
    host,
    port: wholeNumber('PORT', port, 0, 65_535),
    dataDir: dataDir || undefined,
    mongodbUri: mongodbUri || undefined,
    population: wholeNumber('--population', population, 100, largestWorld),
    seed,
  };
}

/** The URI of an agency's own store, or the gateway's: none can read another's. */
export function storeUri({ dataDir, mongodbUri }: HubSettings, agency: string): string {
  if (mongodbUri !== undefined) return agencyDatabase(mongodbUri, agency);
  return dataDir === undefined ? 'memory:' : `file:${join(dataDir, `${agency}.db`)}`;
}

/** The same server, and a database for the agency beside the one that the URI names. */
function agencyDatabase(uri: string, agency: string): string {
  const { server = '', database = '', options = '' } = mongodbFormat.exec(uri)?.groups ?? {};
  const authentication = new URLSearchParams(options);
  // A user is looked up in the database that the URI names; that must not change with the agency. For mongodb+srv the
  // server's own DNS record says where.
  if (server.startsWith('mongodb://') && server.includes('@') && !authentication.has('authSource')) {
    authentication.set('authSource', database || 'admin');
  }
  const question = authentication.size > 0 ? `?${authentication}` : '';
  return `${server}/${database || 'lien-thong'}-${agency}${question}`;
}

function readOptions(args: readonly string[]) {
  return parseOptions(usage, {
    args: [...args],
    options: {
      population: { type: 'string', default: '1000' },
      seed: { type: 'string', default: 'lien-thong' },
    },
  }).values;
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`${name} must be a whole number from ${least} to ${most}.`);
}

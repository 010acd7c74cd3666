import { parseOptions } from '../../subgraphs/kit/command/parse-options.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';

/** What `npm run facility` was asked to do. */
export interface FacilitySettings {
  /** Files per second. */
  readonly rate: number;
  /** How many files in all. */
  readonly files: number;
  /** The hub, without a path. */
  readonly url: string;
  /** How many files of a hundred have something wrong. */
  readonly bad: number;
  /** The world that the hub was started with: its people are the patients. */
  readonly seed: string;
  readonly population: number;
  /** Folder into which the files are written instead of sent. */
  readonly save: string | undefined;
}

const usage =
  'Usage: npm run facility -- --rate N [--files N] [--bad PERCENT] [--url http://127.0.0.1:4000] [--seed TEXT --population N] [--save FOLDER]';

/** @throws UsageError */
export function readFacilitySettings(args: readonly string[]): FacilitySettings {
  const values = parse(args);
  const { url, seed, save } = values;
  if (!URL.canParse(url)) throw new UsageError(`--url is no URL. ${usage}`);
  return {
    rate: number('rate', values.rate, 0.01, 1000),
    files: number('files', values.files, 1, 10_000_000),
    bad: number('bad', values.bad, 0, 100),
    population: number('population', values.population, 100, 1_000_000),
    url: new URL(url).origin,
    seed,
    save,
  };
}

function parse(args: readonly string[]) {
  return parseOptions(usage, {
    args: [...args],
    options: {
      rate: { type: 'string', default: '2' },
      files: { type: 'string', default: '100' },
      bad: { type: 'string', default: '15' },
      url: { type: 'string', default: 'http://127.0.0.1:4000' },
      seed: { type: 'string', default: 'lien-thong' },
      population: { type: 'string', default: '1000' },
      save: { type: 'string' },
    },
  }).values;
}

function number(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text !== '' && value >= least && value <= most) return value;
  throw new UsageError(`--${name} must be a number from ${least} to ${most}. ${usage}`);
}

import { join } from 'node:path';
import { parseOptions } from '../../../subgraphs/kit/command/parse-options.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/** What `npm run log:verify` was asked to check. */
export interface LogVerifyOptions {
  /** Folder, or URI of a store; undefined where receipts are checked with keys that are given. */
  readonly log: string | undefined;
  /** First and last month, `YYYY-MM`. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** File with the public keys; those that the log publishes itself if undefined. */
  readonly jwks: string | undefined;
  /** File with heads that were kept elsewhere, one a line. */
  readonly heads: string | undefined;
  /** File with receipts, which are checked in place of the log. */
  readonly receipt?: string | undefined;
  /** Whether it stays, and checks each night. */
  readonly nightly?: boolean | undefined;
}

const usage =
  'Usage: npm run log:verify -- --log DIR|URI [--from YYYY-MM] [--to YYYY-MM] [--jwks FILE] [--heads FILE] [--nightly] | --receipt FILE [--jwks FILE]; without --log, the log of LIENTHONG_DISCLOSURE_LOG_PLACE, or in DATA_DIR.';
const monthForm = /^\d{4}-(0[1-9]|1[0-2])$/;

/** What a check could not see, and what would show it: a line for each. Nothing for receipts, which are no log. */
export function blindSpots({ jwks, heads, receipt }: LogVerifyOptions): readonly string[] {
  if (receipt !== undefined) return [];
  return [
    ...(jwks === undefined
      ? [
          'The keys beside the log were believed, and whoever can write the log can write keys: give --jwks with a copy of /.well-known/jwks.json that was kept elsewhere.',
        ]
      : []),
    ...(heads === undefined
      ? [
          'No kept heads were given: a tail that was cut with its heads, or the whole folder of a gateway gone, shows only with heads kept elsewhere (--heads).',
        ]
      : []),
  ];
}

/**
 * @param environment `LIENTHONG_DISCLOSURE_LOG_PLACE` is read, as a gateway reads it: it may hold a password, which has no place on a command line; else `DATA_DIR`
 * @throws UsageError
 */
export function readLogVerifyOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): LogVerifyOptions {
  const place = environment['LIENTHONG_DISCLOSURE_LOG_PLACE'] || inDataDir(environment['DATA_DIR']);
  const { log = place, from, to, jwks, heads, receipt, nightly } = parse(args);
  if (!log && !(receipt && jwks)) throw new UsageError(`--log is missing. ${usage}`);
  for (const [name, month] of Object.entries({ from, to })) {
    if (month !== undefined && !monthForm.test(month))
      throw new UsageError(`--${name} must be a month. ${usage}`);
  }
  if (from !== undefined && to !== undefined && from > to) {
    throw new UsageError('--from must not be later than --to.');
  }
  if (nightly && receipt !== undefined) throw new UsageError(`--nightly is for a log. ${usage}`);
  return { log, from, to, jwks, heads, receipt, nightly };
}

function inDataDir(dataDir: string | undefined): string | undefined {
  return dataDir ? join(dataDir, 'log') : undefined;
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const nightly = { type: 'boolean' } as const;
  const options = { log: text, from: text, to: text, jwks: text, heads: text, receipt: text, nightly };
  return parseOptions(usage, { args: [...args], options }).values;
}

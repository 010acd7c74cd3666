import { join } from 'node:path';
import { reportFormats, type ReportFormat } from '../../report/render/write-report.ts';
import { reportLanguages, type ReportLanguage } from '../../report/render/words.ts';
import { firstDayCounted } from '../../report/reproducing-command.ts';
import type { LogKeySource } from '../log/log-public-keys.ts';
import { oneOf, readDay } from '../read-day.ts';
import { parseOptions } from '../../../subgraphs/kit/command/parse-options.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/** What `npm run report` was asked. */
export interface ReportOptions {
  readonly asOf: string;
  /** First day on which uses are counted. */
  readonly from: string;
  readonly client: string | undefined;
  readonly purpose: string | undefined;
  readonly format: ReportFormat;
  readonly lang: ReportLanguage;
  /** Folder, or URI of a store; no uses are counted if undefined. */
  readonly log: string | undefined;
  /** File with answers of `facilityPromptness`; nothing is told of it if undefined. */
  readonly promptness: string | undefined;
  /** Numbers of the next entries at which reading ends, by gateway. */
  readonly upTo: ReadonlyMap<string, number>;
  /** File for the report; a signature over it lies beside it. */
  readonly out: string | undefined;
  /** File with the private key of the log. */
  readonly logKey: string | undefined;
}

/** A report that is to be checked against the signature beside it. */
export interface ReportToVerify extends LogKeySource {
  readonly verify: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const usage =
  'Usage: npm run report -- [--as-of DAY] [--from DAY] [--client ID] [--purpose P] [--format md|csv|json|html] [--lang vi|en] [--log DIR|URI] [--up-to GATEWAY=N]… [--promptness FILE] [--out FILE [--log-key FILE]] | --verify FILE [--jwks FILE]; without --log, the log in DATA_DIR.';

/**
 * @param environment `DATA_DIR` is read
 * @param today the day that counts when none is given
 * @throws UsageError
 */
export function readReportOptions(
  args: readonly string[],
  environment: Environment,
  today: string,
): ReportOptions {
  const values = parse(args);
  const asOf = readDay('as-of', values['as-of'] ?? today);
  const from = readDay('from', values.from ?? firstDayCounted(asOf));
  if (from > asOf) throw new UsageError('--from must not be later than --as-of.');
  if (values['log-key'] !== undefined && values.out === undefined) {
    throw new UsageError(`--log-key signs what --out writes: give both. ${usage}`);
  }
  return {
    asOf,
    from,
    client: values.client,
    purpose: values.purpose,
    format: oneOf('format', values.format, reportFormats),
    lang: oneOf('lang', values.lang, reportLanguages),
    log: values.log ?? inDataDir(environment),
    promptness: values.promptness,
    upTo: new Map((values['up-to'] ?? []).map(readEnd)),
    out: values.out,
    logKey: values['log-key'],
  };
}

/** The report that is to be checked; undefined where one is to be made. @throws UsageError */
export function readReportToVerify(
  args: readonly string[],
  environment: Environment,
): ReportToVerify | undefined {
  const { verify, jwks, log = inDataDir(environment) } = parse(args);
  return verify === undefined ? undefined : { verify, jwks, log };
}

function inDataDir({ DATA_DIR: folder }: Environment): string | undefined {
  return folder ? join(folder, 'log') : undefined;
}

function readEnd(text: string): readonly [string, number] {
  const { gateway, count } =
    /^(?<gateway>[A-Za-z0-9][A-Za-z0-9._-]{0,62})=(?<count>\d{1,15})$/.exec(text)?.groups ?? {};
  if (gateway === undefined || count === undefined) {
    throw new UsageError(`--up-to ${text} must be the name of a gateway and a number: g1=1200.`);
  }
  return [gateway, Number(count)];
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  return parseOptions(usage, {
    args: [...args],
    options: {
      'as-of': text,
      from: text,
      client: text,
      purpose: text,
      format: { type: 'string', default: 'md' },
      lang: { type: 'string', default: 'vi' },
      log: text,
      promptness: text,
      'up-to': { type: 'string', multiple: true },
      out: text,
      'log-key': text,
      verify: text,
      jwks: text,
    },
  }).values;
}

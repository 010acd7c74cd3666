import { parseOptions } from '../../../subgraphs/kit/command/parse-options.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/** What `npm run document:verify` was asked to check. */
export interface DocumentVerifyOptions {
  /** A seal, or a JSON answer that contains seals. */
  readonly file: string;
  /** File or URL of the published keys. */
  readonly keys: string;
  /** Files or URLs of signed status lists. */
  readonly statuses: readonly string[];
  readonly lang: 'vi' | 'en';
}

const usage =
  'Usage: npm run document:verify -- FILE --keys FILE|URL [--status FILE|URL …] [--lang vi|en]; FILE holds a seal, or a JSON answer with seals; the keys are those that the hub publishes at /.well-known/jwks.json.';

/** @throws UsageError */
export function readDocumentVerifyOptions(args: readonly string[]): DocumentVerifyOptions {
  const { values, positionals } = parse(args);
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError(`The file is missing. ${usage}`);
  if (more.length > 0) throw new UsageError(`Give one file. ${usage}`);
  if (!values.keys) throw new UsageError(`--keys is missing. ${usage}`);
  const { lang } = values;
  if (lang !== 'vi' && lang !== 'en') throw new UsageError(`--lang must be vi or en. ${usage}`);
  return { file, keys: values.keys, statuses: values.status, lang };
}

function parse(args: readonly string[]) {
  return parseOptions(usage, {
    args: [...args],
    allowPositionals: true,
    options: {
      keys: { type: 'string' },
      status: { type: 'string', multiple: true, default: [] },
      lang: { type: 'string', default: 'en' },
    },
  });
}

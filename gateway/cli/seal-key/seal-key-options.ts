import { sealAlgorithms, type SealAlgorithm } from '../../../subgraphs/kit/keys/agency-key.ts';
import { parseOptions } from '../../../subgraphs/kit/command/parse-options.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/** What `npm run seal-key` was asked to do with a key file. */
export interface SealKeyOptions {
  readonly keys: string;
  readonly agency: string;
  readonly change:
    | {
        readonly kind: 'add';
        readonly alg: SealAlgorithm;
        /** From when the key signs, in days from now; how long, and how long those before sign on beside it. */
        readonly startsIn: number;
        readonly days: number;
        readonly overlap: number;
        /** Of a key whose private half lies in a module: its label there, and the file of its public half. */
        readonly inModule: { readonly label: string; readonly publicHalf: string } | undefined;
      }
    | { readonly kind: 'revoke'; readonly kid: string; readonly reason: string | undefined };
}

const usage =
  'Usage: npm run seal-key -- --keys FILE --agency health|justice|vss [--alg EdDSA|ES256] [--starts-in DAYS] [--days DAYS] [--overlap DAYS] [--label LABEL --public FILE], or --revoke KID [--reason TEXT].';

/** @throws UsageError */
export function readSealKeyOptions(args: readonly string[]): SealKeyOptions {
  const { keys, agency, alg, revoke, reason, label, public: publicHalf, ...days } = parse(args);
  if (!keys) throw new UsageError(`--keys is missing. ${usage}`);
  if (!agency || !/^[a-z]+$/.test(agency)) throw new UsageError(`--agency is missing. ${usage}`);
  if (revoke !== undefined) return { keys, agency, change: { kind: 'revoke', kid: revoke, reason } };
  const algorithm = sealAlgorithms.find((name) => name === alg);
  if (!algorithm) throw new UsageError(`--alg must be ${sealAlgorithms.join(' or ')}. ${usage}`);
  if ((label === undefined) !== (publicHalf === undefined))
    throw new UsageError('--label and --public belong together: the key in the module, and its public half.');
  const change = {
    kind: 'add',
    inModule: label === undefined || publicHalf === undefined ? undefined : { label, publicHalf },
    alg: algorithm,
    startsIn: wholeDays('starts-in', days['starts-in']),
    days: wholeDays('days', days.days),
    overlap: wholeDays('overlap', days.overlap),
  } as const;
  if (change.days === 0) throw new UsageError('--days must be 1 at least.');
  return { keys, agency, change };
}

function wholeDays(name: string, text: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw new UsageError(`--${name} must be a whole number of days. ${usage}`);
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  return parseOptions(usage, {
    args: [...args],
    options: {
      keys: text,
      agency: text,
      alg: { type: 'string', default: 'EdDSA' },
      'starts-in': { type: 'string', default: '0' },
      days: { type: 'string', default: '365' },
      overlap: { type: 'string', default: '7' },
      revoke: text,
      reason: text,
      label: text,
      public: text,
    },
  }).values;
}

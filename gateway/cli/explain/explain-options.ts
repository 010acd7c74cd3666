import { oneOf, readDay } from '../read-day.ts';
import { parseOptions } from '../../../subgraphs/kit/command/parse-options.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/** What `npm run explain` was asked; which words are known is judged where they are looked up. */
export interface ExplainOptions {
  /** A persona of the development issuer, or a role. */
  readonly as: string;
  /** `NONE` asks what becomes of a request that states none. */
  readonly purpose: string;
  readonly field: string;
  /** Only this relation; all of them when left out. */
  readonly relation: string | undefined;
  /** ISO 8601. */
  readonly asOf: string;
  readonly reasonRecorded: boolean;
  readonly breakGlass: boolean;
  /** Id of a client that would ask. */
  readonly client: string | undefined;
  readonly lang: 'vi' | 'en';
  readonly format: 'text' | 'json';
}

const usage =
  'Usage: npm run explain -- --as PERSONA|ROLE --purpose PURPOSE --field Type.field [--client ID] [--relation RELATION] [--as-of DAY] [--reason] [--break-glass] [--lang vi|en] [--format text|json]';

/**
 * Reads the command line.
 *
 * @param today the day that counts when none is given
 * @throws UsageError
 */
export function readExplainOptions(args: readonly string[], today: string): ExplainOptions {
  const values = parse(args);
  const required = (option: 'as' | 'purpose' | 'field'): string => {
    const value = values[option];
    if (value === undefined || value === '') throw new UsageError(`--${option} is missing. ${usage}`);
    return value;
  };
  return {
    as: required('as'),
    purpose: required('purpose'),
    field: required('field'),
    relation: values.relation,
    asOf: readDay('as-of', values['as-of'] ?? today),
    reasonRecorded: values.reason,
    breakGlass: values['break-glass'],
    client: values.client,
    lang: oneOf('lang', values.lang, ['vi', 'en']),
    format: oneOf('format', values.format, ['text', 'json']),
  };
}

function parse(args: readonly string[]) {
  return parseOptions(usage, {
    args: [...args],
    options: {
      as: { type: 'string' },
      purpose: { type: 'string' },
      field: { type: 'string' },
      relation: { type: 'string' },
      'as-of': { type: 'string' },
      reason: { type: 'boolean', default: false },
      'break-glass': { type: 'boolean', default: false },
      client: { type: 'string' },
      lang: { type: 'string', default: 'en' },
      format: { type: 'string', default: 'text' },
    },
  }).values;
}

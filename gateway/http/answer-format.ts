import { boundedCache } from '../federation/bounded-cache.ts';
import { readWeightedList, type WeightedValue } from './quality-list.ts';

/** How an answer is written. */
export interface AnswerFormat {
  /** The full `Content-Type`. */
  readonly contentType: string;
  /**
   * True when the caller named `application/json` itself. GraphQL over HTTP then asks for status 200 even where
   * the document is at fault, because such a client takes a status of 4xx for something that is not GraphQL.
   */
  readonly plainJson: boolean;
}

/** What is written when the caller names no media type. */
export const defaultFormat: AnswerFormat = {
  contentType: 'application/json; charset=utf-8',
  plainJson: false,
};

const graphqlFormat: AnswerFormat = {
  contentType: 'application/graphql-response+json; charset=utf-8',
  plainJson: false,
};

const json = 'application/json';
const graphqlJson = 'application/graphql-response+json';

/** Characters of headers whose choice is kept: a client sends the same one each time. */
const CAPACITY = 16 * 1024;
const chosen = boundedCache<AnswerFormat>(CAPACITY);

/**
 * Chooses how to answer from the `Accept` header (GraphQL over HTTP, "Media Types"). Without a preference it is
 * `application/json`; undefined when the header allows neither media type.
 */
export function negotiateAnswer(accept: string | undefined): AnswerFormat | undefined {
  if (accept === undefined || accept.trim() === '') return defaultFormat;
  const known = chosen.get(accept);
  if (known) return known;
  const format = choose(accept);
  if (format) chosen.set(accept, format);
  return format;
}

function choose(accept: string): AnswerFormat | undefined {
  const entries = readWeightedList(accept).filter(isUtf8);
  const forJson = bestMatch(entries, json);
  const forGraphql = bestMatch(entries, graphqlJson);
  if (forGraphql.weight === 0 && forJson.weight === 0) return undefined;
  if (isBetter(forGraphql, forJson)) return graphqlFormat;
  return { ...defaultFormat, plainJson: forJson.precision === 2 };
}

/** Whether the caller names one of the two media types itself, not just a wildcard. */
export function namesGraphqlMediaType(accept: string | undefined): boolean {
  const entries = readWeightedList(accept ?? '');
  return entries.some(({ value, weight }) => weight > 0 && (value === json || value === graphqlJson));
}

interface Match {
  readonly weight: number;
  /** 2 for the media type itself, 1 for `application/*`, 0 for a wildcard of everything. */
  readonly precision: number;
  readonly position: number;
}

function bestMatch(entries: readonly WeightedValue[], mediaType: string): Match {
  const ranges = ['*/*', 'application/*', mediaType];
  return entries
    .map(({ value, weight }, position) => ({ weight, precision: ranges.indexOf(value), position }))
    .filter(({ precision }) => precision >= 0)
    .reduce((best, match) => (match.precision > best.precision ? match : best), {
      weight: 0,
      precision: -1,
      position: entries.length,
    });
}

function isBetter(one: Match, other: Match): boolean {
  if (one.weight !== other.weight) return one.weight > other.weight;
  if (one.precision !== other.precision) return one.precision > other.precision;
  return one.position < other.position;
}

function isUtf8({ parameters }: WeightedValue): boolean {
  const charset = parameters.get('charset');
  return charset === undefined || charset === 'utf-8' || charset === 'utf8';
}
